using System.Globalization;
using Benchmarks.Reporting;
using Benchmarks.Targets;
using Npgsql;

namespace Benchmarks.Parts;

/// <summary>What saving all tables costs, and comparing them after three rows changed, against a run that reads none.</summary>
internal sealed class Tables : IPart
{
    private const double MostSeconds = 120;

    // As wide as the platform's table of users: ids, times, texts that are often empty, a document.
    private const string Create = """
        CREATE TABLE "Measured" (LIKE "ProjectUser" INCLUDING DEFAULTS);
        INSERT INTO "Measured"
        SELECT r.* FROM "ProjectUser" u, generate_series(1, @rows) n,
            LATERAL jsonb_populate_record(u, jsonb_build_object('projectUserId', gen_random_uuid(), 'displayName', 'User ' || n)) r
        WHERE u.ctid = (SELECT min(ctid) FROM "ProjectUser");
        ALTER TABLE "Measured" ADD PRIMARY KEY ("tenancyId", "projectUserId");
        ANALYZE "Measured";
        """;

    private const string Damage = """
        UPDATE "Measured" SET "displayName" = 'changed' WHERE "displayName" = 'User 1000';
        DELETE FROM "Measured" WHERE "displayName" = 'User 2000';
        INSERT INTO "Measured"
        SELECT r.* FROM "ProjectUser" u, LATERAL jsonb_populate_record(u, jsonb_build_object('projectUserId', gen_random_uuid())) r
        WHERE u.ctid = (SELECT min(ctid) FROM "ProjectUser");
        """;

    public string Name => "tables";

    public async Task MeasureAsync(CommandLine line, Report report, CancellationToken cancel)
    {
        await using var target = await SampleTarget.StartAsync(projects: 1, users: 1000, latency: 0, cancel);
        var folder = Directory.CreateTempSubdirectory("integrity-benchmark-tables-");
        try
        {
            var database = IntegrityTests.Options.IntegrityOptions.Parse(target.Variables, Repository.Folder).Database!;
            Report.Progress(string.Create(CultureInfo.InvariantCulture, $"a table of {line.Rows:N0} rows"));
            await ExecuteAsync(database, Create, ("rows", line.Rows), cancel);
            var variables = target.Variables.With("INTEGRITY_SNAPSHOT_DIR", folder.FullName).With("INTEGRITY_FAIL_ON", "error");
            var saving = variables.With("INTEGRITY_SNAPSHOTS", "save").With("INTEGRITY_SNAPSHOT_TABLES", "all");
            var comparing = variables.With("INTEGRITY_SNAPSHOTS", "verify");
            const string Filter = "Category=Tables|Check=PRJ004";
            var without = await SuiteRun.StartAsync(target.Variables, Filter, cancel);
            var save = await SuiteRun.StartAsync(saving, Filter, cancel);
            var bytes = new DirectoryInfo(Path.Combine(folder.FullName, "_tables")).EnumerateFiles("*=Measured.*").Sum(file => file.Length);
            var verify = await SuiteRun.StartAsync(comparing, Filter, cancel);
            var all = (
                Without: await SuiteRun.StartAsync(target.Variables, filter: null, cancel),
                Save: await SuiteRun.StartAsync(saving, filter: null, cancel),
                Verify: await SuiteRun.StartAsync(comparing, filter: null, cancel));
            await ExecuteAsync(database, Damage, null, cancel);
            var found = await SuiteRun.FindingsAsync(comparing, Filter, cancel);
            Tell(line, report, (without, save, verify), bytes, found);
            TellMemory(report, all.Without.Host.PeakBytes, all.Save.Host.PeakBytes, all.Verify.Host.PeakBytes);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Tell(
        CommandLine line,
        Report report,
        (SuiteResult Without, SuiteResult Save, SuiteResult Verify) runs,
        long bytes,
        IReadOnlyList<string> found)
    {
        var (without, save, verify) = runs;
        // The suite's own start, and the API's, are in all three.
        var (saving, comparing) = (save.Seconds - without.Seconds, verify.Seconds - without.Seconds);
        var most = MostSeconds * line.Rows / 10_000_000;
        report.Budget(
            Name,
            $"saving and comparing 10,000,000 rows: at most {MostSeconds} s each, beyond a run without",
            string.Create(
                CultureInfo.InvariantCulture,
                $"saving {saving:0.0} s, comparing {comparing:0.0} s for {line.Rows:N0} rows of 30 columns, of which {most:0} s are due; "
                + $"testhost's CPU {(save.Host.Cpu - without.Host.Cpu).TotalSeconds:0.0} and "
                + $"{(verify.Host.Cpu - without.Host.Cpu).TotalSeconds:0.0} s"),
            Math.Max(saving, comparing) <= most);
        report.Budget(
            "size of tables",
            "at most 24 bytes per row",
            string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / line.Rows:0.0} bytes per row"),
            (double)bytes / line.Rows <= 24);
        report.Budget(
            "changed rows among them",
            "a row changed, a row deleted and a row inserted are found, and nothing else",
            string.Join("; ", found),
            found.Count == 3);
    }

    // Of runs of all checks: what a run needs that does nothing else is no measure of what is added to it.
    private static void TellMemory(Report report, long without, long save, long verify)
    {
        double Beyond(long peak) => (double)peak / without - 1;
        report.Budget(
            "memory of tables",
            "a run of all checks that saves or compares answers and tables: testhost's peak within 10 % of a run without",
            string.Create(
                CultureInfo.InvariantCulture,
                $"saving {Beyond(save):+0.0 %;-0.0 %}, comparing {Beyond(verify):+0.0 %;-0.0 %} of {without >> 20} MB"),
            Math.Max(Beyond(save), Beyond(verify)) <= 0.1);
    }

    private static async Task ExecuteAsync(string database, string sql, (string Name, object Value)? parameter, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(database + ";Command Timeout=0;Pooling=false");
        await connection.OpenAsync(cancel);
        // A batch with parameters is sent statement by statement.
        foreach (var statement in sql.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
#pragma warning disable CA2100 // The benchmark's own statements.
            await using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
            if (parameter is var (name, value) && statement.Contains($"@{name}", StringComparison.Ordinal))
                command.Parameters.AddWithValue(name, value);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }
}
