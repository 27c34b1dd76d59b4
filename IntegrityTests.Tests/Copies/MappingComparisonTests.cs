using FluentAssertions;
using IntegrityTests.Copies;
using IntegrityTests.Copies.Mappings;
using IntegrityTests.Copies.Rules;
using Xunit;

namespace IntegrityTests.Tests.Copies;

public sealed class MappingComparisonTests
{
    private readonly FakeDatabases _databases = new();

    [Fact]
    public async Task Where_digests_are_equal_no_row_is_read()
    {
        _databases.AddBoth("aa1", 1);
        _databases.AddBoth("bb1", 2);

        (await CompareAsync()).Kept.Should().BeEmpty();
        _databases.Read.Should().BeEmpty();
    }

    [Fact]
    public async Task Only_rows_of_buckets_that_differ_are_read_and_ClickHouse_comes_first()
    {
        _databases.AddBoth("aa1", 1);
        _databases.Copies.Add(new CopyRow(["bb1"], 2, false, ["ghost"]));

        (await CompareAsync()).Kept.Select(one => (one.Verdict, one.Key[0])).Should().Equal((Verdict.Ghost, "bb1"));
        _databases.Read.Should().Equal("copy bb", "source bb", "copy bb1", "source bb1");
    }

    [Fact]
    public async Task What_agrees_when_read_again_is_no_difference()
    {
        _databases.AddBoth("aa1", 1);
        _databases.Sources.Add(new SourceRow(["aa2"], 2, false, Remark.None, ["late"]));

        var result = await CompareAsync(() => _databases.Copies.Add(new CopyRow(["aa2"], 2, false, ["late"])));

        result.Kept.Should().BeEmpty();
        result.ChangedMeanwhile.Should().Be(1);
    }

    [Fact]
    public async Task What_differs_is_judged_by_the_second_reading()
    {
        _databases.Sources.Add(new SourceRow(["aa1"], 2, false, Remark.None, ["later"]));
        _databases.Copies.Add(new CopyRow(["aa0"], 1, false, ["ghost"]));

        var result = await CompareAsync(() => _databases.Copies.Add(new CopyRow(["aa1"], 1, false, ["early"])));

        result.Kept.Select(one => (one.Verdict, one.Key[0])).Should().Equal((Verdict.Ghost, "aa0"), (Verdict.Outdated, "aa1"));
    }

    [Fact]
    public async Task Rows_that_wait_are_counted_whether_their_copy_is_equal_or_not()
    {
        _databases.AddBoth("aa1", 1);
        _databases.Sources[0] = _databases.Sources[0] with { Waits = true };
        _databases.Sources.Add(new SourceRow(["bb1"], null, true, Remark.None, ["new"]));

        var result = await CompareAsync();

        result.Kept.Should().BeEmpty();
        result.Count(Verdict.Waits).Should().Be(2);
    }

    [Fact]
    public async Task A_tenancy_that_was_never_copied_is_one_number()
    {
        _databases.Copied = null;
        for (var i = 0; i < 5; i++) _databases.Sources.Add(new SourceRow([$"aa{i}"], i, i == 0, Remark.None, ["new"]));

        var result = await CompareAsync();

        result.WasNeverCopied.Should().BeTrue();
        result.Count(Verdict.Behind).Should().Be(4);
        result.Count(Verdict.Waits).Should().Be(1);
        _databases.Read.Should().BeEmpty();
    }

    [Fact]
    public async Task Differences_beyond_those_that_are_kept_are_counted()
    {
        var count = MappingResult.MaxKept + 5;
        for (var i = 0; i < count; i++) _databases.Copies.Add(new CopyRow([$"aa{i:0000}"], 1, false, ["ghost"]));

        var result = await CompareAsync();

        result.Kept.Should().HaveCount(MappingResult.MaxKept);
        result.Count(Verdict.Ghost).Should().Be(count);
    }

    [Theory]
    [InlineData("aa2", "aa1")]
    [InlineData("aa1", "aa1")]
    public async Task Rows_out_of_order_are_no_damage(string first, string second)
    {
        _databases.Copies.Add(new CopyRow([first], 1, false, ["x"]));
        _databases.Copies.Add(new CopyRow([second], 1, false, ["x"]));

        var comparing = () => CompareAsync();

        (await comparing.Should().ThrowAsync<RowsOutOfOrderException>()).Which.Message
            .Should().StartWith("ClickHouse gave rows out of order");
    }

    private Task<MappingResult> CompareAsync(Action? meanwhile = null) => new MappingComparison(
        FakeDatabases.Plan,
        FakeDatabases.Tenancy,
        _databases,
        _databases,
        _ =>
        {
            meanwhile?.Invoke();
            return Task.CompletedTask;
        }).CompareAsync(_databases.Copied, CancellationToken.None);
}
