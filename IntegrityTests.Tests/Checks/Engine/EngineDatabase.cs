using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded;
using Npgsql;

namespace IntegrityTests.Tests.Checks.Engine;

/// <summary>
/// The recorded deployments of the newer platform, with the payments engine as the platform filled it; each is loaded when it is needed.
/// </summary>
public sealed class EngineDatabase
{
    private readonly Lazy<Task<string>> _recorded;
    private readonly Lazy<Task<string>> _written;

    public EngineDatabase()
    {
        _recorded = new(() => CopyAsync(Recording.Newer));
        _written = new(() => CopyAsync(Recording.WrittenNewer()));
    }

    /// <summary>What the invariants of the engine find once rows were changed, as "code project subject detail (cause)".</summary>
    /// <param name="damage">Changes rows past every foreign key; it is rolled back.</param>
    /// <param name="now">The current time of the deployment, in milliseconds since 1970; null: it is not known.</param>
    /// <param name="isWritten">Whether it is the whole recorded deployment, of the facts.</param>
    internal async Task<IReadOnlyList<string>> FoundAsync(string damage, long? now = null, bool isWritten = false)
    {
        await using var connection = await TestCluster.OpenAsync(await (isWritten ? _written : _recorded).Value);
        await using var transaction = await connection.BeginTransactionAsync();
        // The reader may do nothing but read, and has no function of the engine. A role is of all databases.
        var role = $"reader_{Guid.NewGuid():n}";
        await ExecuteAsync(connection, $"""
            CREATE ROLE {role}; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role};
            SET LOCAL session_replication_role = replica; SET LOCAL enable_nestloop = off;
            {damage};
            SET LOCAL ROLE {role}; SET TRANSACTION READ ONLY
            """);
        var found = new List<string>();
        foreach (var invariant in Invariants.Shipped.Where(IsOfEngine))
        {
#pragma warning disable CA2100 // The suite's own queries.
            await using var command = new NpgsqlCommand(
                $"""
                SELECT found.project, found.subject, found.detail, to_jsonb(found) ->> 'cause' AS cause
                FROM ({invariant.Sql}) found ORDER BY 1, 2, 3
                """,
                connection);
#pragma warning restore CA2100
            command.Parameters.AddWithValue("now", now ?? (object)DBNull.Value);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var cause = reader.IsDBNull(3) ? "" : $" ({reader.GetString(3)})";
                found.Add($"{invariant.Code} {reader[0]} {reader.GetString(1)} {reader.GetString(2)}{cause}");
            }
        }

        return found;
    }

    /// <summary>A copy of the recorded deployment with changed rows, as the suite sees it.</summary>
    internal async Task<ReplicaDatabase> DamagedAsync(string damage, bool isWritten = false)
    {
        var copy = await TestCluster.CopyAsync(await (isWritten ? _written : _recorded).Value);
        await using (var connection = await TestCluster.OpenAsync(copy))
            await ExecuteAsync(connection, $"SET session_replication_role = replica; {damage}");
        return await ReplicaDatabase.OpenAsync(await TestCluster.ConnectionStringAsync(copy), CancellationToken.None);
    }

    // The stored rows and what is derived from them have tests of their own.
    private static bool IsOfEngine(Invariant invariant) =>
        string.CompareOrdinal(invariant.Code, "BDZ010") >= 0 && string.CompareOrdinal(invariant.Code, "BDZ029") <= 0;

    private static async Task<string> CopyAsync(Recording recording) =>
        await TestCluster.CopyAsync(await RecordedTables.TemplateOf(recording));

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // The tests' own statements.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
