using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Continuation;
using IntegrityTests.Running;
using IntegrityTests.Sources;
using IntegrityTests.Tests.Checks;
using IntegrityTests.Tests.Running.Support;
using IntegrityTests.Tests.SampleDeployment;
using Xunit;

namespace IntegrityTests.Tests.Sources;

/// <summary>Runs that go on give every user, team and customer of a deployment once, however often they are cut off.</summary>
public sealed class ContinuedSourcesTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>, IDisposable
{
    private static readonly CheckInfo Check = new("TST001", Severity.Error, "Tests") { IsPerRow = true };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Short_runs_together_give_what_a_long_one_gives()
    {
        await using var sample = await ServedSample.StartAsync(clusters);
        var number = 0;
        foreach (var source in new[] { Users.InScope, Teams.InScope, Customers.InScope })
        {
            var folder = _folder.File($"{number++}");
            var (whole, _) = await ReadAsync(sample, source, folder + "-whole", int.MaxValue);
            var rows = new List<string>();
            for (var isWhole = false; !isWhole;)
            {
                (var some, isWhole) = await ReadAsync(sample, source, folder, 1 + (whole.Count / 3));
                rows.AddRange(some);
            }

            rows.Should().BeEquivalentTo(whole, options => options.WithStrictOrdering());
            var nothing = () => ReadAsync(sample, source, folder, int.MaxValue, TimeSpan.FromDays(1));
            await nothing.Should().ThrowAsync<NothingToVerifyException>().WithMessage(Continued.AllKept);
        }
    }

    private static async Task<(List<string> Rows, bool IsWhole)> ReadAsync(
        ServedSample sample, RowSource source, string folder, int most, TimeSpan? maxAge = null)
    {
        var settings = sample.Settings();
        using var file = CoverageFile.Open(folder);
        var continued = new Continued(file, file.Begin("here", TimeProvider.System.GetUtcNow(), "1", "2026-03"), maxAge);
        var fixtures = new Dictionary<Type, Func<Run, Task<object>>>(settings.Fixtures)
        {
            [typeof(Continued)] = _ => Task.FromResult<object>(continued),
        };
        using var run = new Run(settings with { Continues = true, Fixtures = fixtures }, TimeProvider.System);
        await using var witnesses = await run.FixtureAsync<Witnesses>();
        var follower = await new ContinuedRun().BeginAsync(run, new FollowedCase(Check, "Check.Method", null), null!);
        var rows = new List<string>();
        var isWhole = true;
        await foreach (var row in source.Open(new CaseContext(run, Check, null), default))
        {
            isWhole = rows.Count < most;
            if (!isWhole) break;
            rows.Add($"{row[1]}");
            var notes = follower.BeginRow(row)!;
            follower.EndRow(notes, isAnswered: true, isSound: true);
            follower.Pass(notes);
        }

        follower.End(isWhole);
        return (rows, isWhole);
    }
}
