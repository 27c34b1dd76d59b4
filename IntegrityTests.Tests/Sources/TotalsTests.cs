using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Continuation;
using IntegrityTests.Options;
using IntegrityTests.Running;
using IntegrityTests.Sources;
using IntegrityTests.Tests.Checks;
using IntegrityTests.Tests.Running.Support;
using IntegrityTests.Tests.SampleDeployment;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.Sources;

/// <summary>How many rows a run is told that it will come to: as many as it then comes to.</summary>
public sealed class TotalsTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>
{
    private static readonly ProjectPlan ThreePages = Plans.Default.Single(plan => plan.Users == 2500);
    private static readonly string[] Both = [ServedSample.Project.Id, ThreePages.Id];

    private static readonly (string Name, RowSource Rows)[] All =
    [
        ("users", Users.InScope), ("teams", Teams.InScope), ("customers with items", Customers.WithItemsInScope),
    ];

    [Fact]
    public async Task As_many_rows_are_expected_as_there_are_in_the_scope_and_in_each_project_and_shard()
    {
        await using var sample = await ServedSample.StartAsync(clusters);
        foreach (var (name, source) in All)
        {
            var whole = await ReadAsync(sample, source);
            whole.Of(null).Should().Be(new RowForecast(whole.Rows, IsAbout: false), name);
            Both.Sum(project => whole.Of(project)!.Rows).Should().Be(whole.Rows, name);

            // Customers are users and teams, and which kinds have items is known of projects that a shard comes to.
            if (name.StartsWith("customers", StringComparison.Ordinal)) continue;
            var first = await ReadAsync(sample, source, options => options with { Shard = new Shard(1, 2) });
            var second = await ReadAsync(sample, source, options => options with { Shard = new Shard(2, 2) });
            (first.Rows + second.Rows).Should().Be(whole.Rows, name);
            (first.Of(null)!.Rows + second.Of(null)!.Rows).Should().BeInRange(whole.Rows - Both.Length, whole.Rows, name);
            if (name == "teams") first.Of(null).Should().Be(new RowForecast(first.Rows, IsAbout: false), name);
            else first.Of(null)!.IsAbout.Should().BeTrue("which users a shard has is known when it has walked over them");
        }
    }

    [Fact]
    public async Task Only_what_the_options_leave_is_expected()
    {
        await using var sample = await ServedSample.StartAsync(clusters);

        var few = await ReadAsync(sample, Users.InScope, options => options with { MaxUsersPerProject = 7 });
        var some = await ReadAsync(sample, Users.InScope, options => options with { Sample = new Sampling(25_000, 3) });

        few.Of(null).Should().Be(new RowForecast(few.Rows, IsAbout: false));
        some.Of(null)!.IsAbout.Should().BeTrue();
        some.Of(null)!.Rows.Should().BeInRange((long)(0.8 * some.Rows), (long)(1.2 * some.Rows));
    }

    [Fact]
    public async Task What_an_earlier_run_verified_is_not_expected()
    {
        using var folder = new TemporaryFolder();
        await using var sample = await ServedSample.StartAsync(clusters);
        var half = 1 + ((await ReadAsync(sample, Users.InScope)).Rows / 2);
        var first = await ContinueAsync(sample, folder.File("coverage"), (int)half);
        var second = await ContinueAsync(sample, folder.File("coverage"), int.MaxValue);

        second.Of(null).Should().Be(new RowForecast(second.Rows, IsAbout: true));
        (first.Rows + second.Rows).Should().Be(first.Of(null)!.Rows);
    }

    private static Task<Told> ContinueAsync(ServedSample sample, string folder, int most)
    {
        var file = CoverageFile.Open(folder);
        var continued = new Continued(file, file.Begin("here", TimeProvider.System.GetUtcNow(), "1", "2026-03"), null);
        return ReadAsync(sample, Users.InScope, most: most, continued: continued);
    }

    private static async Task<Told> ReadAsync(
        ServedSample sample,
        RowSource source,
        Func<IntegrityOptions, IntegrityOptions>? change = null,
        int most = int.MaxValue,
        Continued? continued = null)
    {
        var check = new CheckInfo("TST001", Severity.Error, "Tests") { IsPerRow = true };
        var settings = sample.Settings(options => (change?.Invoke(options) ?? options) with { Projects = Both });
        var fixtures = new Dictionary<Type, Func<Run, Task<object>>>(settings.Fixtures)
        {
            [typeof(Totals)] = async run => new Totals(await run.FixtureAsync<Witnesses>()),
            [typeof(Continued)] = _ => Task.FromResult<object>(continued!),
        };
        using var run = new Run(settings with { Fixtures = fixtures, Continues = continued is not null }, TimeProvider.System);
        await using var witnesses = await run.FixtureAsync<Witnesses>();
        await using var totals = await run.FixtureAsync<Totals>();
        using var ended = continued;
        var follower = continued is null
            ? null
            : await new ContinuedRun().BeginAsync(run, new FollowedCase(check, "Check.Method", null), null!);
        var rows = 0;
        await foreach (var row in source.Open(new CaseContext(run, check, null), default))
        {
            if (rows == most) break;
            rows++;
            if (follower?.BeginRow(row) is not { } notes) continue;
            follower.EndRow(notes, isAnswered: true, isSound: true);
            follower.Pass(notes);
        }

        await totals.CountedAsync();
        var told = new Told(rows, Both.Prepend("").ToDictionary(
            key => key, key => run.ForecastOf(check.Code, key.Length == 0 ? null : key)));
        follower?.End(isComplete: rows < most);
        return told;
    }

    private sealed record Told(long Rows, IReadOnlyDictionary<string, RowForecast?> Forecasts)
    {
        public RowForecast? Of(string? project) => Forecasts[project ?? ""];
    }
}
