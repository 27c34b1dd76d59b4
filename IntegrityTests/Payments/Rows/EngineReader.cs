using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Payments.Rows;

/// <summary>
/// Reads the payments engine's own tables: its clock, its refunds, and which rows it has (source: docs/platform.md, The payments engine).
/// </summary>
public sealed class EngineReader(ReplicaDatabase database)
{
    // Where the worker has never run.
    private static readonly StoredTime NeverRan = new(0);

    private static readonly Part Needed = new(
        new TableColumns("BulldozerStorageEngine", "keyPath", "value"),
        new TableColumns("BulldozerTimeFoldMetadata", "key", "lastProcessedAt"));

    /// <summary>Why there is no engine to read; null when there is one.</summary>
    public string? WhyUnreadable => database.Schema.WhyMissing(Needed);

    /// <summary>Up to when the worker has processed events, in milliseconds since 1970, rounded down.</summary>
    public async Task<long> ClockAsync(CancellationToken cancel)
    {
        var times = await database.QueryAsync(
            """SELECT m."lastProcessedAt" FROM "BulldozerTimeFoldMetadata" m WHERE m.key = 'singleton'""",
            row => new StoredTime(row.GetFieldValue<long>(0)),
            cancel);
        return (times.Count == 0 ? NeverRan : times[0]).UnixMilliseconds;
    }

    /// <summary>The refunds of purchases, by purchase. One that was refunded and has none is not in it.</summary>
    /// <param name="source">What the purchases are.</param>
    /// <param name="ids">Their ids.</param>
    /// <param name="cancel">Cancels the read.</param>
    public async Task<IReadOnlyDictionary<Guid, StoredRefund>> RefundsAsync(
        TransactionSource source, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        if (ids.Count == 0 || PrefixOf(source) is not { } prefix) return new Dictionary<Guid, StoredRefund>();
        var rows = await database.QueryAsync(
            $"""
            SELECT k.id, '{prefix}' || k.id::text, e.value ->> 'rowData' FROM unnest(@ids) k (id)
            JOIN "BulldozerStorageEngine" e ON e."keyPath" = {PathOf("payments-manual-transactions", $"'{prefix}' || k.id::text")}
            """,
            row => (Id: row.GetGuid(0), Refund: StoredRefund.Read(row.GetString(1), row.IsDBNull(2) ? "null" : row.GetString(2))),
            cancel,
            ("ids", ids.ToArray()));
        return rows.ToDictionary(row => row.Id, row => row.Refund);
    }

    /// <summary>Those of the rows that the engine does not have.</summary>
    /// <param name="source">What the rows are.</param>
    /// <param name="ids">Their ids.</param>
    /// <param name="cancel">Cancels the read.</param>
    public async Task<IReadOnlySet<Guid>> LackedAsync(TransactionSource source, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return new HashSet<Guid>();
        var rows = await database.QueryAsync(
            $"""
            SELECT k.id FROM unnest(@ids) k (id) WHERE NOT EXISTS (
                SELECT FROM "BulldozerStorageEngine" e WHERE e."keyPath" = {PathOf(TableOf(source), "k.id::text")})
            """,
            row => row.GetGuid(0),
            cancel,
            ("ids", ids.ToArray()));
        return rows.ToHashSet();
    }

    private static string PathOf(string table, string key) =>
        $"""ARRAY['"table"'::jsonb, '"external:{table}"', '"storage"', '"rows"', to_jsonb({key})]""";

    private static string? PrefixOf(TransactionSource source) => source switch
    {
        TransactionSource.Subscription => "refund:subscription:",
        TransactionSource.OneTimePurchase => "refund:one-time-purchase:",
        _ => null,
    };

    private static string TableOf(TransactionSource source) => source switch
    {
        TransactionSource.Subscription => "payments-subscriptions",
        TransactionSource.OneTimePurchase => "payments-one-time-purchases",
        TransactionSource.ItemQuantityChange => "payments-manual-item-quantity-changes",
        _ => "payments-subscription-invoices",
    };
}
