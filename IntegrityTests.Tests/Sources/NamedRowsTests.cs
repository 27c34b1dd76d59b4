using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Running;
using IntegrityTests.Sources;
using IntegrityTests.Tests.Checks;
using IntegrityTests.Tests.SampleDeployment;
using Xunit;

namespace IntegrityTests.Tests.Sources;

/// <summary>Sources of a run that looks only at what an earlier run named: these rows as they are now, and no others.</summary>
public sealed class NamedRowsTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>
{
    private static readonly CheckInfo Check = new("TST001", Severity.Error, "Tests") { IsPerRow = true };
    private static readonly Guid Nobody = Guid.Parse("00000000-0000-4000-8000-000000000001");

    [Fact]
    public async Task They_give_what_was_named_as_a_walk_gives_it_and_say_what_is_gone()
    {
        await using var sample = await ServedSample.StartAsync(clusters);
        var users = await ReadAsync(sample, Users.InScope, null);
        var teams = await ReadAsync(sample, Teams.InScope, null);
        var customers = await ReadAsync(sample, Customers.InScope, null);
        object user = users[7], team = teams[1], custom = customers.First(one => one.StartsWith("custom:", StringComparison.Ordinal));

        var named = new NamedBefore($"{user}", $"{team}", $"{custom}", $"user:{Nobody}", $"team:{Nobody}", "custom:nobody", "odd");

        (await ReadAsync(sample, Users.InScope, named)).Should().Equal($"{user}");
        named.TakeGone().Should().Equal($"user:{Nobody}");
        (await ReadAsync(sample, Teams.InScope, named)).Should().Equal($"{team}");
        named.TakeGone().Should().Equal($"team:{Nobody}");
        (await ReadAsync(sample, Customers.InScope, named)).Should().BeEquivalentTo($"{user}", $"{team}", $"{custom}");
        named.TakeGone().Should().BeEquivalentTo($"user:{Nobody}", $"team:{Nobody}", "custom:nobody");
    }

    [Fact]
    public async Task What_is_all_gone_leaves_nothing_to_verify()
    {
        await using var sample = await ServedSample.StartAsync(clusters);
        var reading = () => ReadAsync(sample, Users.InScope, new NamedBefore($"user:{Nobody}"));

        await reading.Should().ThrowAsync<NothingToVerifyException>().WithMessage("what the earlier run named is gone*");
    }

    private static async Task<List<string>> ReadAsync(ServedSample sample, RowSource source, IEarlierRun? only)
    {
        using var run = new Run(sample.Settings() with { Only = only }, TimeProvider.System);
        await using var witnesses = await run.FixtureAsync<Witnesses>();
        var rows = new List<string>();
        await foreach (var row in source.Open(new CaseContext(run, Check, null), default)) rows.Add($"{row[^1]}");
        return rows;
    }

    private sealed class NamedBefore(params string[] rows) : IEarlierRun
    {
        private readonly ConcurrentQueue<string> _gone = [];

        public IReadOnlyCollection<string> OpenPartitions => [];

        public long GoneCount => _gone.Count;

        public bool Concerns(CheckInfo check, string? partition) => true;

        public IReadOnlyCollection<string> RowsOf(CheckInfo check, string partition) => rows;

        public void Gone(CheckInfo check, string partition, string row) => _gone.Enqueue(row);

        public void Gone(string partition) => throw new NotSupportedException();

        public bool? Found(Finding finding) => throw new NotSupportedException();

        public void Verified(CheckInfo check, string partition, string row) => throw new NotSupportedException();

        public void Verified(CheckInfo check, string? partition) => throw new NotSupportedException();

        public Conclusion Conclude() => throw new NotSupportedException();

        public IEnumerable<JsonObject> Lines() => throw new NotSupportedException();

        public List<string> TakeGone()
        {
            var gone = _gone.ToList();
            _gone.Clear();
            return gone;
        }
    }
}
