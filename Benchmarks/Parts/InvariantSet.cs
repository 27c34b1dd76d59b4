using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Benchmarks.Reporting;
using Benchmarks.Targets;
using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Options;
using Npgsql;

namespace Benchmarks.Parts;

/// <summary>
/// All database invariants, two at a time as in a run, over a deployment of a million users, and how PostgreSQL plans to run them.
/// </summary>
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

        var query = new InvariantQuery(database, projects: null, now: options.Clock?.ToUnixTimeMilliseconds());
        var times = new ConcurrentBag<(Invariant Invariant, double Seconds)>();
        long found = 0;
        using var turns = new InvariantTurns();
        var begin = Stopwatch.GetTimestamp();
        await Task.WhenAll(Invariants.Shipped.Select(async invariant =>
        {
            using var turn = await turns.TakeAsync(cancel);
            var started = Stopwatch.GetTimestamp();
            await query.ReadAsync(invariant, _ => Interlocked.Increment(ref found), cancel);
            var time = (Invariant: invariant, Stopwatch.GetElapsedTime(started).TotalSeconds);
            times.Add(time);
            Report.Progress(FormattableString.Invariant($"  {invariant.Code} {time.TotalSeconds:0.00} s"));
        }));
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;

        var loops = new List<string>();
        foreach (var invariant in Invariants.Shipped)
            if (await QueryPlan.HasLargeLoopAsync(database, invariant, cancel)) loops.Add(invariant.Code);

        report.Budget(
            Name,
            "the whole set at most 60 s over 1,000,000 users",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{seconds:0.0} s: {times.Count} queries, as in a run two at a time, over {rows[0]:N0} rows; {found} findings"),
            seconds <= 60);
        report.Budget(
            "plans", "no nested loop over more than 10,000 rows", loops.Count == 0 ? "none" : string.Join(", ", loops), loops.Count == 0);
        report.Fact("slowest invariants", string.Join(", ", times.OrderByDescending(time => time.Seconds).Take(Slowest).Select(Text)));
    }

    private static string Text((Invariant Invariant, double Seconds) time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.Invariant.Code} {time.Seconds:0.0} s");
}

/// <summary>Fills tables that a sample deployment leaves empty, so that their queries have something to read.</summary>
internal static class LargeTables
{
    /// <summary>The rows of all tables, as PostgreSQL's statistics have them.</summary>
    public const string Count =
        """
        SELECT sum(reltuples)::bigint FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples > 0
        """;

    // All of it is as the platform writes it, so that no rule has something to report; only the payments engine has nothing of it, and is
    // emptied: it has a benchmark of its own.
    private const string Sql = """
        TRUNCATE "BulldozerStorageEngine", "BulldozerTimeFoldQueue", "BulldozerTimeFoldDownstreamCascade", "BulldozerTimeFoldMetadata";
        INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "createdAt", "updatedAt", "lastActiveAt",
            "sequenceId", "shouldUpdateSequenceId")
        SELECT "tenancyId", gen_random_uuid(), "projectUserId",
            left(md5("projectUserId"::text) || md5("projectUserId"::text || 'token'), 45), "createdAt", "createdAt", "createdAt",
            nextval('global_seq_id'), false
        FROM "ProjectUser";
        INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity, "createdAt")
        SELECT gen_random_uuid(), "tenancyId", 'USER', "projectUserId", 'credits', 5, "createdAt" FROM "ProjectUser";
        INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, "productId", "priceId",
            "stripeSubscriptionId", "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "createdAt",
            "updatedAt")
        SELECT gen_random_uuid(), u."tenancyId", 'USER', u."projectUserId", s.product, 'active', s."productId", s."priceId",
            'sub_' || u."projectUserId", '2026-06-20', '2026-07-20', false, 'PURCHASE_PAGE', '2026-06-20', '2026-06-20'
        FROM "ProjectUser" u, (
            SELECT product, "productId", "priceId" FROM "Subscription"
            WHERE "customerType" = 'USER' AND "stripeSubscriptionId" IS NOT NULL ORDER BY id LIMIT 1
        ) s
        WHERE u."projectUserId"::text < '4' AND NOT EXISTS (SELECT FROM "Subscription" x WHERE x."customerId" = u."projectUserId"::text);
        INSERT INTO "SubscriptionInvoice" (
            id, "tenancyId", "stripeSubscriptionId", "stripeInvoiceId", "isSubscriptionCreationInvoice", status, "createdAt", "updatedAt")
        SELECT gen_random_uuid(), "tenancyId", "stripeSubscriptionId", 'in_' || id, true, 'paid', "createdAt", "createdAt"
        FROM "Subscription" WHERE "stripeSubscriptionId" = 'sub_' || "customerId";
        INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "priceId",
            "stripePaymentIntentId", "createdAt", "creationSource")
        SELECT gen_random_uuid(), u."tenancyId", 'USER', u."projectUserId", s.product, 1, s."productId", s."priceId",
            'pi_' || u."projectUserId", u."createdAt", 'PURCHASE_PAGE'
        FROM "ProjectUser" u, (
            SELECT product, "productId", "priceId" FROM "OneTimePurchase"
            WHERE "customerType" = 'USER' AND "stripePaymentIntentId" IS NOT NULL ORDER BY id LIMIT 1
        ) s
        WHERE u."projectUserId"::text > 'c';
        ANALYZE;
        """;

    public static async Task AddAsync(string connectionString, CancellationToken cancel)
    {
        Report.Progress("tokens and purchases");
        await using var connection = new NpgsqlConnection(connectionString + ";Command Timeout=0;Pooling=false");
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(Sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}

/// <summary>How PostgreSQL plans to run a query.</summary>
internal static partial class QueryPlan
{
    private const double Large = 10_000;

    /// <summary>Whether the plan has a nested loop that reads a table anew for each of more than 10,000 rows.</summary>
    public static async Task<bool> HasLargeLoopAsync(ReplicaDatabase database, Invariant invariant, CancellationToken cancel)
    {
        var plan = "";
        var sql = $"EXPLAIN (FORMAT JSON) {Named().Replace(invariant.Sql, "NULL")}";
        if (invariant.MayUseIndexes) await database.ReadAsync(sql, row => plan = row.GetString(0), cancel);
        else await database.ScanAsync(sql, row => plan = row.GetString(0), cancel);
        using var json = JsonDocument.Parse(plan);
        return HasLargeLoop(json.RootElement[0].GetProperty("Plan"));

        bool HasLargeLoop(JsonElement node)
        {
            if (!node.TryGetProperty("Plans", out var children)) return false;
            return (IsLoop(node) && children[0].GetProperty("Plan Rows").GetDouble() > Large)
                || children.EnumerateArray().Any(HasLargeLoop);
        }

        // A subquery of the select list runs once per row, too, unless its rows are hashed once, which only the condition says.
        bool IsLoop(JsonElement node) =>
            (node.GetProperty("Node Type").GetString() == "Nested Loop" && ReadsTable(node.GetProperty("Plans")[1]))
            || (node.TryGetProperty("Parent Relationship", out var parent) && parent.GetString() == "SubPlan"
                && !plan.Contains($"hashed {node.GetProperty("Subplan Name").GetString()}", StringComparison.Ordinal));
    }

    // What unnests a value of the row itself grows as the table does.
    private static bool ReadsTable(JsonElement node) =>
        node.TryGetProperty("Relation Name", out _) || node.TryGetProperty("CTE Name", out _)
        || (node.TryGetProperty("Plans", out var children) && children.EnumerateArray().Any(ReadsTable));

    // What the suite gives a query when it runs.
    [GeneratedRegex(@"@[a-z]\w*")]
    private static partial Regex Named();
}
