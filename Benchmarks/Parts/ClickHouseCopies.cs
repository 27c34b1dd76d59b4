using System.Diagnostics;
using System.Globalization;
using Benchmarks.Reporting;
using Benchmarks.Targets;
using IntegrityTests.Copies;
using IntegrityTests.Copies.Reading;
using IntegrityTests.Copies.Rules;
using IntegrityTests.Deployment.ClickHouse;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Options;
using Npgsql;

namespace Benchmarks.Parts;

/// <summary>
/// The copy of a project in ClickHouse, compared with its rows: where all is equal, so that digests are enough, and where there is a
/// difference in each part of the users, so that all of them are read.
/// </summary>
internal sealed class ClickHouseCopies : IPart
{
    private const int Most = 120;

    public string Name => "clickhouse";

    public async Task MeasureAsync(CommandLine line, Report report, CancellationToken cancel)
    {
        await using var target = await SampleTarget.StartWithClickHouseAsync(line.Users, cancel);
        var options = IntegrityOptions.Parse(target.Variables, Repository.Folder);
        if (options.ClickHouseUrl is null) throw new BenchmarkException("ClickHouse's engine is not installed.");
        await using var users = await StoredUsers.OpenAsync(target, cancel);
        await ChangeAsync(options, "ANALYZE", cancel);
        var address = new ClickHouseAddress(
            options.ClickHouseUrl, options.ClickHouseUser, options.ClickHousePassword ?? "", options.Timeout);
        using var server = await ClickHouseServer.OpenAsync(address, cancel);
        var tenancy = new TenancyKey(users.Project.TenancyId!.Value, users.Project.Id, "main");

        await MeasureAsync("equal", users.Database, server, tenancy, report, cancel);
        await ChangeAsync(
            options,
            """
            UPDATE "ProjectUser" u SET "displayName" = 'changed by SQL' FROM (
                SELECT DISTINCT ON (left("projectUserId"::text, 2)) "projectUserId", "tenancyId" FROM "ProjectUser"
                WHERE "tenancyId" = @tenancy ORDER BY left("projectUserId"::text, 2), "projectUserId") one
            WHERE u."tenancyId" = one."tenancyId" AND u."projectUserId" = one."projectUserId"
            """,
            cancel,
            tenancy.Id);
        await MeasureAsync("all users read", users.Database, server, tenancy, report, cancel);
    }

    private async Task MeasureAsync(
        string what, ReplicaDatabase database, ClickHouseServer server, TenancyKey tenancy, Report report, CancellationToken cancel)
    {
        var plans = TenancyComparison.Plans(database.Schema, server.Schema);
        var comparison = new TenancyComparison(
            plans, new ClickHouseCopy(server), new PostgresSource(database), _ => Task.CompletedTask);
        var started = Stopwatch.GetTimestamp();
        var result = await comparison.CompareAsync(tenancy, cancel);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var rows = await server.QueryAsync(
            string.Join(" UNION ALL ", plans.Select(plan => $"SELECT count() FROM analytics_internal.{plan.Mapping.Name}")),
            row => row.Number(0),
            cancel);
        var differences = result.Mappings.Sum(mapping => mapping.Kept.Count(one => one.Verdict == Verdict.Differs));
        report.Budget(
            $"{Name}, {what}",
            $"at most {Most} s over 1,000,000 users",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{seconds:0.0} s over {rows.Sum():N0} versions of all eleven tables; {differences} differences; memory of this "
                + $"process {Environment.WorkingSet / 1e6:0} MB; load {Load()}"),
            seconds <= Most);
    }

    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static async Task ChangeAsync(IntegrityOptions options, string sql, CancellationToken cancel, Guid? tenancy = null)
    {
        await using var connection = new NpgsqlConnection(options.Database);
        await connection.OpenAsync(cancel);
#pragma warning disable CA2100 // The benchmark's own statements.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
        if (tenancy is { } id) command.Parameters.AddWithValue("tenancy", id);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
