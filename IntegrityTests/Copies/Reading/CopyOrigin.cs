using IntegrityTests.Deployment.ClickHouse;
using IntegrityTests.Deployment.Database;

namespace IntegrityTests.Copies.Reading;

/// <summary>Tells a ClickHouse of this deployment from that of another one, in which nothing is as here.</summary>
public sealed class CopyOrigin(ClickHouseServer server, ReplicaDatabase database)
{
    private const int Asked = 1000;

    // Other deployments have projects of the same ids, from the same seed, but never the same tenancies.
    private const string Tenancies = """
        SELECT toString(tenancy_id) FROM analytics_internal._stack_sync_metadata GROUP BY tenancy_id
        ORDER BY max(updated_at) DESC LIMIT 1000
        """;

    /// <summary>What is wrong with it, as the rest of a sentence about it; null when it is of this deployment, or empty.</summary>
    /// <exception cref="ClickHouseUnavailableException">It failed.</exception>
    public async Task<string?> WhyForeignAsync(CancellationToken cancel)
    {
        if (!server.Schema.HasTable("_stack_sync_metadata"))
        {
            return "has no table analytics_internal._stack_sync_metadata that this user sees, which says what was copied. Expected: the "
                + "ClickHouse that this platform writes to, and a user who may read all of analytics_internal.";
        }

        var tenancies = await server.QueryAsync(Tenancies, row => Guid.Parse(row.Text(0)!), cancel);
        if (tenancies.Count == 0) return null;
        var known = await database.QueryAsync(
            """SELECT count(*) FROM "Tenancy" WHERE id = ANY(@tenancies)""",
            row => row.GetInt64(0),
            cancel,
            ("tenancies", tenancies.ToArray()));
        if (known.Single() > 0) return null;
        var asked = tenancies.Count == Asked ? "last 1,000" : $"{tenancies.Count}";
        return $"is of another deployment: of the {asked} tenancies that were copied to it, the database knows none. "
            + "Expected in INTEGRITY_CLICKHOUSE_URL: the ClickHouse that this platform writes to.";
    }
}
