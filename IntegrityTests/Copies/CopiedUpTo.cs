using System.Runtime.CompilerServices;
using IntegrityTests.Copies.Mappings;
using IntegrityTests.Deployment.ClickHouse;
using IntegrityTests.Deployment.Database;

namespace IntegrityTests.Copies;

/// <summary>Reads what ClickHouse says about how far it is, and what there is to compare it with, tenancy by tenancy.</summary>
public sealed class CopiedUpTo(ClickHouseServer server, ReplicaDatabase database)
{
    private const int AtOnce = 500;

    private const string Said = """
        SELECT toString(tenancy_id), mapping_name, argMax(last_synced_sequence_id, updated_at)
        FROM analytics_internal._stack_sync_metadata GROUP BY tenancy_id, mapping_name ORDER BY toString(tenancy_id), mapping_name
        """;

    /// <summary>The sequence of the ids, as PostgreSQL has it; null where it cannot be read.</summary>
    public async Task<IdSequence?> SequenceAsync(CancellationToken cancel) => (await database.QueryAsync(
        """
        SELECT start_value, increment_by, last_value FROM pg_sequences
        WHERE sequencename = 'global_seq_id' AND schemaname = ANY(current_schemas(false))
        """,
        row => row.IsDBNull(2) ? null : new IdSequence(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
        cancel)).SingleOrDefault();

    /// <summary>All of it.</summary>
    public async IAsyncEnumerable<CopiedMapping> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var said = server.StreamAsync(Said, row => (Tenancy: Guid.Parse(row.Text(0)!), Name: row.Text(1)!, Id: row.Number(2)), cancel);
        await foreach (var page in said.Chunk(AtOnce).WithCancellation(cancel))
        {
            var tenancies = await TenanciesAsync([.. page.Select(one => one.Tenancy).Distinct()], cancel);
            var greatest = await GreatestAsync([.. tenancies.Values.Select(tenancy => tenancy.Project).Distinct()], cancel);
            foreach (var one in page)
            {
                var of = tenancies.GetValueOrDefault(one.Tenancy);
                var last = greatest.TryGetValue((one.Name, of.Project ?? "", of.Branch ?? ""), out var id) ? id : (long?)null;
                yield return new CopiedMapping(one.Tenancy, of.Project, one.Name, one.Id, last);
            }
        }
    }

    private async Task<Dictionary<Guid, (string? Project, string? Branch)>> TenanciesAsync(Guid[] ids, CancellationToken cancel) =>
        (await database.QueryAsync(
            """SELECT id, "projectId", "branchId" FROM "Tenancy" WHERE id = ANY(@ids)""",
            row => (Id: row.GetGuid(0), Project: row.GetString(1), Branch: row.GetString(2)),
            cancel,
            ("ids", ids))).ToDictionary(row => row.Id, row => ((string?)row.Project, (string?)row.Branch));

    // Of all versions: the newest one of a key has the greatest id.
    private async Task<Dictionary<(string Name, string Project, string Branch), long>> GreatestAsync(
        IReadOnlyList<string?> projects, CancellationToken cancel)
    {
        var tables = AllMappings.All.Where(mapping => server.Schema.HasTable(mapping.Name)).ToList();
        if (projects.Count == 0 || tables.Count == 0) return [];
        var ids = string.Join(", ", projects.Select(project => Reading.CopySql.Literal(project!)));
        var sql = string.Join(" UNION ALL ", tables.Select(mapping => $"""
            SELECT '{mapping.Name}' AS name, project_id, branch_id, max(sync_sequence_id)
            FROM analytics_internal.{mapping.Name} WHERE project_id IN ({ids}) GROUP BY project_id, branch_id
            """));
        return await server.StreamAsync(
                sql, row => (Name: row.Text(0)!, Project: row.Text(1)!, Branch: row.Text(2)!, Id: row.Number(3)), cancel)
            .ToDictionaryAsync(row => (row.Name, row.Project, row.Branch), row => row.Id, cancellationToken: cancel);
    }
}

/// <summary>The sequence that gives the ids.</summary>
/// <param name="Start">Its first value.</param>
/// <param name="Step">What it adds each time.</param>
/// <param name="Last">Its last value, read before ClickHouse was.</param>
public sealed record IdSequence(long Start, long Step, long Last)
{
    /// <summary>Whether it can have given an id.</summary>
    public bool Gives(long id) => id >= Start && (id - Start) % Step == 0;
}

/// <summary>How far ClickHouse is with a mapping of a tenancy.</summary>
/// <param name="Tenancy">The tenancy.</param>
/// <param name="Project">Its project; null: the database does not know the tenancy.</param>
/// <param name="Name">The name of the mapping.</param>
/// <param name="Said">The greatest id that it says was copied.</param>
/// <param name="Greatest">The greatest id in the table; null: it has no rows of the tenancy.</param>
public sealed record CopiedMapping(Guid Tenancy, string? Project, string Name, long Said, long? Greatest);
