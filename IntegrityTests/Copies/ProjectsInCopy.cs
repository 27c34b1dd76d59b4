using IntegrityTests.Copies.Mappings;
using IntegrityTests.Deployment.ClickHouse;
using IntegrityTests.Deployment.Database;

namespace IntegrityTests.Copies;

/// <summary>Which projects ClickHouse has rows of.</summary>
public sealed class ProjectsInCopy(ClickHouseServer server, ReplicaDatabase database)
{
    private const int AtOnce = 500;

    /// <summary>Projects and branches of which something lives there, although the database has no such tenancy.</summary>
    /// <param name="issued">The last value of the database's sequence; null: unknown. A greater id is newer than the database.</param>
    /// <param name="cancel">Cancels it.</param>
    public async IAsyncEnumerable<UnknownProject> UnknownAsync(
        long? issued, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var parts = AllMappings.All.Where(mapping => server.Schema.HasTable(mapping.Name)).Select(mapping => $"""
            SELECT project_id, branch_id, '{mapping.Name}' AS name, min(sync_sequence_id) AS id
            FROM analytics_internal.{mapping.Name} FINAL WHERE sync_is_deleted = 0 GROUP BY project_id, branch_id
            """).ToList();
        if (server.Schema.HasTable("events"))
        {
            parts.Add(
                "SELECT project_id, branch_id, 'events' AS name, 0 AS id FROM analytics_internal.events GROUP BY project_id, branch_id");
        }

        var sql = $"""
            SELECT project_id, branch_id, arrayStringConcat(arraySort(groupArray(name)), ', '), min(id)
            FROM ({string.Join(" UNION ALL ", parts)})
            GROUP BY project_id, branch_id ORDER BY project_id, branch_id
            """;
        var all = server.StreamAsync(
            sql, row => new UnknownProject(row.Text(0)!, row.Text(1)!, row.Text(2)!, row.Number(3) > (issued ?? long.MaxValue)), cancel);
        await foreach (var page in all.Chunk(AtOnce).WithCancellation(cancel))
        {
            var known = (await database.QueryAsync(
                """SELECT DISTINCT "projectId", "branchId" FROM "Tenancy" WHERE "projectId" = ANY(@projects)""",
                row => (row.GetString(0), row.GetString(1)),
                cancel,
                ("projects", page.Select(one => one.Project).Distinct().ToArray()))).ToHashSet();
            foreach (var one in page)
                if (!known.Contains((one.Project, one.Branch))) yield return one;
        }
    }

    /// <summary>How many events of each project name a user by something that is no uuid.</summary>
    public async Task<IReadOnlyList<(string Project, long Count)>> EventsOfNobodyAsync(CancellationToken cancel) =>
        !server.Schema.Has("events", "user_id")
            ? []
            : await server.StreamAsync(
                """
                SELECT project_id, count() FROM analytics_internal.events
                WHERE isNotNull(user_id) AND isNull(toUUIDOrNull(toString(user_id))) GROUP BY project_id ORDER BY project_id LIMIT 1000
                """,
                row => (row.Text(0)!, row.Number(1)),
                cancel).ToListAsync(cancel);
}

/// <summary>A project and branch that the database does not know.</summary>
/// <param name="Project">The project's id.</param>
/// <param name="Branch">The branch.</param>
/// <param name="Tables">The tables that have something of it.</param>
/// <param name="IsNewer">Whether all of it is newer than the database.</param>
public sealed record UnknownProject(string Project, string Branch, string Tables, bool IsNewer);
