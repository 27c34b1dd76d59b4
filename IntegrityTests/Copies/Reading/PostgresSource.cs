using System.Globalization;
using System.Numerics;
using IntegrityTests.Copies.Mappings;
using IntegrityTests.Copies.Rules;
using IntegrityTests.Deployment.Database;
using Npgsql;

namespace IntegrityTests.Copies.Reading;

/// <summary>The rows in a PostgreSQL.</summary>
public sealed class PostgresSource(ReplicaDatabase database) : ISource
{
    // A sequence that the user may not read has no last value here.
    private const string Issued = """
        SELECT last_value FROM pg_sequences WHERE sequencename = 'global_seq_id' AND schemaname = ANY(current_schemas(false))
        """;

    // One that was claimed is handed over once, or never again.
    private const string Requested = """
        SELECT EXISTS (SELECT FROM "OutgoingRequest"
            WHERE "startedFulfillingAt" IS NULL AND "deduplicationKey" = 'sentinel-sync-key-' || @tenancy::text)
        """;

    private static readonly BigInteger Modulus = BigInteger.One << 64;

    /// <inheritdoc/>
    public async Task<(long? Issued, bool IsRequested)> StateAsync(TenancyKey tenancy, CancellationToken cancel)
    {
        var issued = await database.QueryAsync(Issued, row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), cancel);
        var canAsk = database.Schema.Has("OutgoingRequest", "startedFulfillingAt")
            && database.Schema.Has("OutgoingRequest", "deduplicationKey");
        var requested = !canAsk
            || (await database.QueryAsync(Requested, row => row.GetBoolean(0), cancel, ("tenancy", tenancy.Id))).Single();
        return (issued.SingleOrDefault(), requested);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SourceDigest>> DigestsAsync(Plan plan, TenancyKey tenancy, long? copied, CancellationToken cancel) =>
        await database.StreamAsync(
            SourceSql.Digests(plan),
            row => new SourceDigest(row.GetString(0), row.GetInt64(1), Sum(row.Text(2)), row.GetInt64(3), row.GetInt64(4)),
            cancel,
            ("tenancy", tenancy.Id),
            ("copied", copied ?? -1)).ToListAsync(cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceRow> RowsAsync(Plan plan, TenancyKey tenancy, Part part, CancellationToken cancel)
    {
        var keys = plan.Mapping.Key.Count;
        return database.StreamAsync(
            SourceSql.Rows(plan, part),
            row => Read(row, keys, plan.Columns.Count),
            cancel,
            ("tenancy", tenancy.Id),
            ("part", (part.Buckets ?? part.Firsts ?? []).ToArray()));
    }

    private static SourceRow Read(NpgsqlDataReader row, int keys, int columns)
    {
        var key = new string[keys];
        // The key of a deletion comes from JSON, which may lack a part.
        for (var i = 0; i < keys; i++) key[i] = row.Text(3 + i) ?? "";
        var values = new string?[columns];
        for (var i = 0; i < columns; i++) values[i] = row.Text(3 + keys + i);
        return new SourceRow(
            key, row.IsDBNull(0) ? null : row.GetInt64(0), row.GetBoolean(1), row.IsDBNull(2) ? null : (Remark)row.GetInt32(2), values);
    }

    // A row that waits for its first id has no hash; it is not in ClickHouse.
    private static ulong Sum(string? text) =>
        text is null ? 0 : (ulong)((BigInteger.Parse(text, CultureInfo.InvariantCulture) % Modulus + Modulus) % Modulus);
}
