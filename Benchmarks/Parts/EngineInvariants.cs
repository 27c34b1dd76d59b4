using System.Diagnostics;
using System.Globalization;
using Benchmarks.Reporting;
using Benchmarks.Targets;
using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Options;
using Npgsql;

namespace Benchmarks.Parts;

/// <summary>
/// All database invariants, one after another, over a payments engine of many stored rows, and over one of a tenth of them: a query that
/// takes much more than ten times as long has a plan that grows faster than its tables.
/// </summary>
internal sealed class EngineInvariants : IPart
{
    private const double MostTimes = 15;

    // What is faster is noise.
    private const double LeastSeconds = 1;

    public string Name => "engine";

    public async Task MeasureAsync(CommandLine line, Report report, CancellationToken cancel)
    {
        // For its cluster.
        await using var sample = await SampleTarget.StartAsync(projects: 1, users: 10, latency: 0, cancel);
        var server = IntegrityOptions.Parse(sample.Variables, Repository.Folder).Database!;
        var tenth = await MeasureAsync(server, line.Rows / 10, report, cancel);
        var whole = await MeasureAsync(server, line.Rows, report, cancel);

        var fast = new List<string>();
        foreach (var invariant in Invariants.Shipped)
        {
            var (few, many) = (tenth[invariant.Code], whole[invariant.Code]);
            report.Growth(invariant.Code, few.Text, many.Text, many.Seconds / few.Seconds, few.Temporary, many.Temporary);
            if (many.IsCancelled || (many.Seconds > LeastSeconds && many.Seconds > MostTimes * few.Seconds)) fast.Add(invariant.Code);
        }

        report.Fact(
            Name,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{whole.Values.Sum(run => run.Seconds):0.0} s: {whole.Count} queries, one after another; "
                + $"{whole.Values.Sum(run => run.Found)} findings; {tenth.Values.Sum(run => run.Seconds):0.0} s over a tenth"));
        report.Budget(
            "growth of the engine's queries",
            string.Create(CultureInfo.InvariantCulture, $"ten times the rows: at most {MostTimes} times as long, from {LeastSeconds} s on"),
            fast.Count == 0 ? "all" : $"not {string.Join(", ", fast)}",
            fast.Count == 0);
        var loops = whole.Where(run => run.Value.HasLargeLoop).Select(run => run.Key).ToList();
        report.Budget(
            "plans of the engine's queries",
            "no nested loop over more than 10,000 rows",
            loops.Count == 0 ? "none" : string.Join(", ", loops),
            loops.Count == 0);
    }

    private async Task<Dictionary<string, InvariantRun>> MeasureAsync(string server, int rows, Report report, CancellationToken cancel)
    {
        var loading = Stopwatch.GetTimestamp();
        await using var target = await EngineTarget.CreateAsync(server, rows, cancel);
        report.Fact(
            Name,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{target.StoredRows:N0} stored rows, {target.EngineRows:N0} rows of the engine, {target.Bytes / 1e9:0.0} GB, filled in "
                + $"{Stopwatch.GetElapsedTime(loading).TotalSeconds:0} s"));
        var runs = new Dictionary<string, InvariantRun>(StringComparer.Ordinal);
        foreach (var invariant in Invariants.Shipped)
        {
            runs[invariant.Code] = await InvariantRun.OfAsync(target.ConnectionString, invariant, cancel);
            Report.Progress($"  {invariant.Code} {runs[invariant.Code].Text}");
        }

        return runs;
    }
}

/// <summary>One run of an invariant's query.</summary>
internal sealed record InvariantRun(double Seconds, long Found, long Temporary, bool HasLargeLoop, bool IsCancelled)
{
    private const string TemporaryBytes = "SELECT temp_bytes FROM pg_stat_database WHERE datname = current_database()";

    /// <summary>How long it took, or why it ended.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{(IsCancelled ? "cancelled after " : "")}{Seconds:0.00} s");

    /// <summary>Runs it as the suite does. Each query has a session of its own, which says at its end how much it wrote to disk.</summary>
    public static async Task<InvariantRun> OfAsync(string connectionString, Invariant invariant, CancellationToken cancel)
    {
        await using var database = await ReplicaDatabase.OpenAsync(connectionString, cancel);
        var hasLoop = await QueryPlan.HasLargeLoopAsync(database, invariant, cancel);
        var before = await TemporaryAsync(database, cancel);
        var found = 0L;
        var started = Stopwatch.GetTimestamp();
        var isCancelled = false;
        try
        {
            await new InvariantQuery(database, projects: null).ReadAsync(invariant, _ => found++, cancel);
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            isCancelled = true;
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new InvariantRun(seconds, found, await TemporaryAsync(database, cancel) - before, hasLoop, isCancelled);
    }

    private static async Task<long> TemporaryAsync(ReplicaDatabase database, CancellationToken cancel) =>
        (await database.QueryAsync(TemporaryBytes, row => row.GetInt64(0), cancel))[0];
}
