using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;
using Npgsql;

namespace IntegrityTests.Tests.Detection;

/// <summary>Runs all of the suite's invariants, or some, over a database.</summary>
internal static class AllInvariants
{
    /// <param name="database">The database.</param>
    /// <param name="now">The current time of its deployment; null: it is not known.</param>
    /// <param name="rules">The invariants; null: all.</param>
    public static async Task<IReadOnlyList<ExpectedFinding>> FindingsAsync(
        ReplicaDatabase database, DateTimeOffset? now = null, IEnumerable<Invariant>? rules = null)
    {
        var query = new InvariantQuery(database, projects: null, now: now?.ToUnixTimeMilliseconds());
        var found = new List<ExpectedFinding>();
        foreach (var invariant in rules ?? Invariants.Shipped)
        {
            var severity = AllCodes.SeverityOf(invariant.Code);
            try
            {
                await query.ReadAsync(invariant, row => found.Add(Of(invariant, severity, row)), CancellationToken.None);
            }
            catch (PostgresException missing) when (IsOfNewestAlone(invariant, missing))
            {
                // It has nothing to say of the reference version.
            }
        }

        return found;
    }

    /// <summary>
    /// Whether a query failed because it is about what the reference version lacks: the payments engine, the assistant of the dashboard.
    /// </summary>
    public static bool IsOfNewestAlone(Invariant invariant, PostgresException failure) =>
        failure.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
        && (invariant.Code.StartsWith("BDZ", StringComparison.Ordinal)
            || invariant.Sql.Contains("\"AiConversation\"", StringComparison.Ordinal));

    // Of severity info, what is left of projects that do not exist belongs to none.
    private static ExpectedFinding Of(Invariant invariant, string severity, OffendingRow row)
    {
        var grade = row.Cause is null ? severity : "info";
        return new(invariant.Code, grade, row.HasProject || grade != "info" ? row.Project : null, row.Subject);
    }
}
