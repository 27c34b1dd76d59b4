using System.Diagnostics;
using System.Globalization;
using Benchmarks.Reporting;
using Benchmarks.Targets;
using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Options;

namespace Benchmarks.Parts;

/// <summary>All database invariants, one after another, over a deployment of a million users, and how PostgreSQL means to run them.</summary>
internal sealed class InvariantSet : IPart
{
    private const int Projects = 10;
    private const int Users = 1_000_000;
    private const int Slowest = 10;

    public string Name => "invariants";

    public async Task MeasureAsync(CommandLine line, Report report, CancellationToken cancel)
    {
        await using var target = await SampleTarget.StartAsync(Projects, Users / Projects, latency: 0, cancel);
        var options = IntegrityOptions.Parse(target.Variables, Repository.Folder);
        await LargeTables.AddAsync(options.Database!, cancel);
        await using var database = await ReplicaDatabase.OpenAsync(options.Database!, cancel);
        var rows = await database.QueryAsync(LargeTables.Count, row => row.GetInt64(0), cancel);

        var query = new InvariantQuery(database, projects: null);
        var times = new List<(Invariant Invariant, double Seconds)>();
        var loops = new List<string>();
        long found = 0;
        foreach (var invariant in Invariants.Shipped)
        {
            var started = Stopwatch.GetTimestamp();
            found += (await query.ReadAsync(invariant, cancel)).InScope;
            times.Add((invariant, Stopwatch.GetElapsedTime(started).TotalSeconds));
            if (await QueryPlan.HasLargeLoopAsync(database, invariant.Sql, cancel)) loops.Add(invariant.Code);
            Report.Progress(FormattableString.Invariant($"  {invariant.Code} {times[^1].Seconds:0.00} s"));
        }

        var seconds = times.Sum(time => time.Seconds);
        report.Budget(
            Name,
            "the whole set at most 60 s over 1,000,000 users",
            string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s: {times.Count} queries, one after another, over {rows[0]:N0} rows; {found} findings"),
            seconds <= 60);
        report.Budget("plans", "no nested loop over more than 10,000 rows", loops.Count == 0 ? "none" : string.Join(", ", loops), loops.Count == 0);
        report.Fact("slowest invariants", string.Join(", ", times.OrderByDescending(time => time.Seconds).Take(Slowest).Select(Text)));
    }

    private static string Text((Invariant Invariant, double Seconds) time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.Invariant.Code} {time.Seconds:0.0} s");
}
