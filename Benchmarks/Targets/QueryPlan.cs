using System.Text.Json;
using IntegrityTests.Deployment.Database;

namespace Benchmarks.Targets;

/// <summary>How PostgreSQL means to run a query.</summary>
internal static class QueryPlan
{
    private const double Large = 10_000;

    /// <summary>Whether the plan has a nested loop that runs its inner side for more than 10,000 rows.</summary>
    public static async Task<bool> HasLargeLoopAsync(ReplicaDatabase database, string sql, CancellationToken cancel)
    {
        var plan = "";
        await database.ReadAsync($"EXPLAIN (FORMAT JSON) {sql}", row => plan = row.GetString(0), cancel);
        using var json = JsonDocument.Parse(plan);
        return HasLargeLoop(json.RootElement[0].GetProperty("Plan"));
    }

    private static bool HasLargeLoop(JsonElement node)
    {
        if (!node.TryGetProperty("Plans", out var children)) return false;
        return (IsLoop(node) && children[0].GetProperty("Plan Rows").GetDouble() > Large) || children.EnumerateArray().Any(HasLargeLoop);
    }

    // A subquery of the select list, too, runs once a row.
    private static bool IsLoop(JsonElement node) =>
        node.GetProperty("Node Type").GetString() == "Nested Loop"
        || (node.TryGetProperty("Parent Relationship", out var parent) && parent.GetString() == "SubPlan");
}
