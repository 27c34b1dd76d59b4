using IntegrityTests.Copies.Rules;
using IntegrityTests.Deployment.ClickHouse;

namespace IntegrityTests.Copies.Reading;

/// <summary>The copy in a ClickHouse.</summary>
public sealed class ClickHouseCopy(ClickHouseServer server) : ICopy
{
    // Several rows of a pair stay until they are merged: the newest counts.
    private const string Copied = """
        SELECT mapping_name, argMax(last_synced_sequence_id, updated_at) FROM analytics_internal._stack_sync_metadata
        WHERE tenancy_id = toUUID({tenancy:String}) GROUP BY mapping_name
        """;

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, long>> CopiedAsync(TenancyKey tenancy, CancellationToken cancel) =>
        (await server.QueryAsync(Copied, row => (Name: row.Text(0)!, Id: row.Number(1)), cancel, ("tenancy", $"{tenancy.Id}")))
        .ToDictionary(pair => pair.Name, pair => pair.Id);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Digest>> DigestsAsync(Plan plan, TenancyKey tenancy, CancellationToken cancel) =>
        await server.StreamAsync(
            CopySql.Digests(plan),
            row => new Digest(row.Text(0)!, row.Number(1), row.Hash(2)),
            cancel,
            Of(tenancy)).ToListAsync(cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<CopyRow> RowsAsync(Plan plan, TenancyKey tenancy, Part part, CancellationToken cancel)
    {
        var keys = plan.Mapping.Key.Count;
        return server.StreamAsync(
            CopySql.Rows(plan, part),
            row =>
            {
                var key = new string[keys];
                for (var i = 0; i < keys; i++) key[i] = row.Text(i)!;
                var values = new string?[plan.Columns.Count];
                for (var i = 0; i < values.Length; i++) values[i] = row.Text(keys + 2 + i);
                return new CopyRow(key, row.Number(keys), row.Number(keys + 1) != 0, values);
            },
            cancel,
            Of(tenancy));
    }

    private static (string, string)[] Of(TenancyKey tenancy) => [("project", tenancy.Project), ("branch", tenancy.Branch)];
}
