using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Rows;

/// <summary>
/// Reads what the newer platform's payments engine knows beside the rows of customers: refunds, and rows that it does not have as they are.
/// Each is found by its exact path, so that the engine's storage is never scanned.
/// </summary>
/// <param name="database">The database that has the customers' rows.</param>
public sealed class EngineReader(ReplicaDatabase database)
{
    // Where the engine's worker has never run, it has come to the beginning of PostgreSQL's time.
    private static readonly StoredTime Never = new(0);

    /// <summary>Why there is no such engine to read; null when there is.</summary>
    public string? WhyUnreadable => database.Schema.WhyMissing(EngineColumns.Needed);

    /// <summary>How far the engine's worker has come: what is scheduled later has not happened yet.</summary>
    public async Task<StoredTime> ClockAsync(CancellationToken cancel)
    {
        var clocks = await database.QueryAsync(
            """SELECT "lastProcessedAt" AT TIME ZONE 'UTC' FROM "BulldozerTimeFoldMetadata" WHERE key = 'singleton'""",
            row => new StoredTime(row.GetFieldValue<long>(0)),
            cancel);
        return clocks is [var clock] ? clock : Never;
    }

    /// <summary>The refunds of purchases, by customer.</summary>
    /// <param name="purchases">The ids that the refunds' rows have if they exist, with the customer of each.</param>
    /// <param name="cancel">Cancels the read.</param>
    internal async Task<ILookup<string, StoredRefund>> RefundsAsync(
        IReadOnlyDictionary<string, string> purchases, CancellationToken cancel)
    {
        if (purchases.Count == 0) return Array.Empty<StoredRefund>().ToLookup(_ => "");
        var refunds = await database.QueryAsync(
            $"""
            SELECT r.id, (b.value -> 'rowData')::text FROM unnest(@rows::text[]) r(id)
            CROSS JOIN LATERAL {Row("payments-manual-transactions", "r.id")} b
            """,
            row => StoredRefund.Read(row.GetString(0), row.IsDBNull(1) ? "null" : row.GetString(1)),
            cancel,
            ("rows", purchases.Keys.ToArray()));
        return refunds.ToLookup(refund => purchases[refund.Row]);
    }

    /// <summary>
    /// The rows of customers that the engine does not have as the platform's own table has them: its second write failed, or has not come
    /// yet.
    /// </summary>
    /// <param name="tenancy">The tenancy.</param>
    /// <param name="type">What the customers are.</param>
    /// <param name="ids">Their ids.</param>
    /// <param name="cancel">Cancels the read.</param>
    internal async Task<ILookup<string, EngineCopy>> DifferentAsync(
        Guid tenancy, CustomerType type, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        const string SamePurchase = """
            b.value #> '{rowData,product}' = t.product AND (b.value #>> '{rowData,quantity}')::numeric = t.quantity
            AND b.value #>> '{rowData,productId}' IS NOT DISTINCT FROM t."productId"
            AND b.value #>> '{rowData,priceId}' IS NOT DISTINCT FROM t."priceId"
            AND b.value #>> '{rowData,creationSource}' = t."creationSource"::text
            """;
        const string SameState = """
            b.value #>> '{rowData,status}' = t.status::text
            AND b.value #> '{rowData,cancelAtPeriodEnd}' = to_jsonb(t."cancelAtPeriodEnd")
            """;
        var sameSubscription = $"{SamePurchase} AND {SameState} AND {SameTimes("createdAt", "endedAt", "currentPeriodEnd")}";
        var samePurchase = $"{SamePurchase} AND {SameTimes("createdAt", "revokedAt")}";
        var select = (string table, string stored, string same) => $"""
            SELECT t."customerId", t.id, (b.value -> 'rowData')::text FROM "{table}" t
            LEFT JOIN LATERAL {Row(stored, "t.id::text")} b ON TRUE
            WHERE t."tenancyId" = @tenancy AND t."customerId" = ANY(@ids) AND t."customerType"::text = @type AND ({same}) IS NOT TRUE
            """;
        var copies = await database.QueryAsync(
            $"""
            {select("Subscription", "payments-subscriptions", sameSubscription)}
            UNION ALL
            {select("OneTimePurchase", "payments-one-time-purchases", samePurchase)}
            UNION ALL
            {select("ItemQuantityChange", "payments-manual-item-quantity-changes", "b.value IS NOT NULL")}
            LIMIT {CustomerReader.MaxItemChanges}
            """,
            row => (Customer: row.GetString(0), new EngineCopy(row.GetGuid(1), row.IsDBNull(2) ? null : row.GetString(2))),
            cancel,
            ("tenancy", tenancy),
            ("ids", ids.ToArray()),
            ("type", type.Label()));
        return copies.ToLookup(row => row.Customer, row => row.Item2);
    }

    private static string SameTimes(params IEnumerable<string> columns) => string.Join(" AND ", columns.Select(column =>
        $$"""
        (b.value #>> '{rowData,{{column}}Millis}')::numeric IS NOT DISTINCT FROM floor(extract(epoch FROM t."{{column}}") * 1000)
        """));

    // At most one has the path. The limit makes the planner look up each, rather than read the whole storage.
    private static string Row(string table, string id) => $"""
        (SELECT s.value FROM "BulldozerStorageEngine" s
        WHERE s."keyPath" = ARRAY['"table"', '"external:{table}"', '"storage"', '"rows"', to_jsonb({id})]::jsonb[] LIMIT 1)
        """;
}
