using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.Running.Parts;

/// <summary>Parts and merges with other files than the rest, long values, many missing parts: each is named, and not too long.</summary>
public sealed class PartsWithOtherSettingsTests : IDisposable
{
    private readonly SplitRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task A_merge_without_a_file_that_the_parts_had_says_so()
    {
        await _runs.PartsAsync();
        for (var index = 1; index <= 3; index++) _runs.Change(index, line => line["baseline"] = $"/machine/{index}/known.jsonl");

        (await _runs.MergeAsync()).Problems.Should().ContainSingle()
            .Which.Should().StartWith("The shards ran with baseline, and this merge has none. Expected: the same here as there.");
    }

    [Fact]
    public async Task A_part_without_a_file_that_the_others_had_is_of_another_run()
    {
        await _runs.PartsAsync();
        foreach (var index in new[] { 1, 2 }) _runs.Change(index, line => line["baseline"] = $"/machine/{index}/known.jsonl");

        (await _runs.MergeAsync()).Problems.Should().Contain(problem => problem.StartsWith(
            "Shard 3/3 (part-3) is of another run than the others: baseline is not set, and set in the others."));
    }

    [Fact]
    public async Task A_long_value_that_differs_is_cut()
    {
        await _runs.PartsAsync();
        _runs.Change(3, line => line["runId"] = new string('x', 200));

        (await _runs.MergeAsync()).Problems.Should().Contain(problem => problem.StartsWith(
            $"Shard 3/3 (part-3) is of another run than the others: runId is \"{new string('x', 99)}..., and null in the others."));
    }

    [Theory]
    [InlineData(20, "2/21, 3/21, 4/21, 5/21, 6/21, 7/21, 8/21, 9/21, 10/21, 11/21, 12/21, 13/21, 14/21, 15/21, 16/21, 17/21, 18/21, "
        + "19/21, 20/21, 21/21. Nothing")]
    [InlineData(21, "2/22, 3/22, 4/22, 5/22, 6/22, 7/22, 8/22, 9/22, 10/22, 11/22, 12/22, 13/22, 14/22, 15/22, 16/22, 17/22, 18/22, "
        + "19/22, 20/22, 21/22 and 1 more. Nothing")]
    public async Task Of_many_parts_that_are_missing_twenty_are_named(int missing, string expected)
    {
        using var runs = new SplitRuns { Of = missing + 1 };
        await runs.PartAsync(1);

        (await runs.MergeAsync()).Problems.Should().ContainSingle()
            .Which.Should().StartWith($"{missing} shards of {missing + 1} are missing: {expected}");
    }
}
