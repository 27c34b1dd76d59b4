using System.Runtime.CompilerServices;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Json;
using IntegrityTests.Payments.Model;
using Npgsql;

namespace IntegrityTests.Payments.Rows;

/// <summary>Reads the rows that the transactions list shows, one source at a time, in pages.</summary>
public sealed class TransactionReader(ReplicaDatabase database)
{
    /// <summary>Rows a page.</summary>
    public const int PageSize = 1000;

    // No index has the order of the list: each page sorts the tenancy's rows, so pages are larger where rows are small.
    private const int ChangesPerPage = 5000;

    /// <summary>Why a source cannot be read from this database; null when it can.</summary>
    public string? WhyUnreadable(TransactionSource source) => database.Schema.WhyMissing(source switch
    {
        TransactionSource.Subscription => PaymentParts.Subscriptions,
        TransactionSource.ItemQuantityChange => PaymentParts.ItemChanges,
        TransactionSource.OneTimePurchase => PaymentParts.OneTimePurchases,
        _ => PaymentParts.Renewals,
    });

    /// <summary>The rows of a source in the order of the list: newest first.</summary>
    public async IAsyncEnumerable<StoredTransaction> NewestFirstAsync(
        Guid tenancy, TransactionSource source, [EnumeratorCancellation] CancellationToken cancel)
    {
        var size = source == TransactionSource.ItemQuantityChange ? ChangesPerPage : PageSize;
        for (StoredTransaction? last = null; ;)
        {
            var page = await QueryAsync(
                source,
                """(@first OR (t."createdAt", t.id) < (@time, @after))""",
                $"""ORDER BY t."createdAt" DESC, t.id DESC LIMIT {size}""",
                cancel,
                ("tenancy", tenancy),
                ("first", last is null),
                ("time", last?.CreatedAt ?? default),
                ("after", last?.Id ?? Guid.Empty));
            foreach (var row in page) yield return row;
            if (page.Count < size) yield break;
            last = page[^1];
        }
    }

    /// <summary>Pages of a source's rows by id, which the primary key serves.</summary>
    public async IAsyncEnumerable<List<StoredTransaction>> PagesAsync(
        Guid tenancy, TransactionSource source, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (Guid? last = null; ;)
        {
            var page = await QueryAsync(
                source,
                "(@first OR t.id > @after)",
                $"ORDER BY t.id LIMIT {PageSize}",
                cancel,
                ("tenancy", tenancy),
                ("first", last is null),
                ("after", last ?? Guid.Empty));
            if (page.Count > 0) yield return page;
            if (page.Count < PageSize) yield break;
            last = page[^1].Id;
        }
    }

    /// <summary>Those of the rows that exist.</summary>
    public Task<List<StoredTransaction>> FindAsync(
        Guid tenancy, TransactionSource source, IReadOnlyCollection<Guid> ids, CancellationToken cancel) => ids.Count == 0
            ? Task.FromResult<List<StoredTransaction>>([])
            : QueryAsync(source, "t.id = ANY(@ids)", "", cancel, ("tenancy", tenancy), ("ids", ids.ToArray()));

    // The keys are chosen first, so that no product is sorted.
    private Task<List<StoredTransaction>> QueryAsync(
        TransactionSource source, string condition, string order, CancellationToken cancel, params (string Name, object Value)[] parameters)
    {
        var (table, rows, filter) = source switch
        {
            TransactionSource.Subscription => ("Subscription", PurchaseOf("Subscription", "t.status::text"), ""),
            TransactionSource.OneTimePurchase => ("OneTimePurchase", PurchaseOf("OneTimePurchase", "NULL"), ""),
            TransactionSource.ItemQuantityChange => ("ItemQuantityChange", ItemChange, ""),
            _ => ("SubscriptionInvoice", Renewal, """ AND NOT t."isSubscriptionCreationInvoice" """),
        };
        var outerOrder = order.Split(" LIMIT ", 2)[0];
        return database.QueryAsync(
            $"""
            WITH keys AS (SELECT t.id FROM "{table}" t WHERE t."tenancyId" = @tenancy{filter} AND {condition} {order})
            {rows} JOIN keys ON keys.id = t.id WHERE t."tenancyId" = @tenancy {outerOrder}
            """,
            row => Map(row, source),
            cancel,
            parameters);
    }

    private static string PurchaseOf(string table, string status) => $"""
        SELECT t.id, t."createdAt", t."customerType"::text, t."customerId", t.quantity::int8, t."productId", t.product::text, t."priceId",
            t."creationSource"::text = 'TEST_MODE', t."refundedAt" IS NOT NULL, NULL, {status}, TRUE
        FROM "{table}" t
        """;

    private const string ItemChange = """
        SELECT t.id, t."createdAt", t."customerType"::text, t."customerId", t.quantity::int8, NULL, NULL, NULL, FALSE, FALSE, t."itemId", NULL, FALSE
        FROM "ItemQuantityChange" t
        """;

    private const string Renewal = """
        SELECT t.id, t."createdAt", s."customerType"::text, s."customerId", s.quantity::int8, s."productId", s.product::text, s."priceId",
            s."creationSource"::text = 'TEST_MODE', FALSE, NULL, s.status::text, s.id IS NOT NULL
        FROM "SubscriptionInvoice" t
        LEFT JOIN "Subscription" s ON s."tenancyId" = t."tenancyId" AND s."stripeSubscriptionId" = t."stripeSubscriptionId"
        """;

    private static StoredTransaction Map(NpgsqlDataReader row, TransactionSource source) => new()
    {
        Source = source,
        Id = row.GetGuid(0),
        CreatedAt = row.Time(1) ?? default,
        CustomerType = row.Text(2) ?? "",
        CustomerId = row.Text(3) ?? "",
        Quantity = row.Long(4),
        ProductId = row.Text(5),
        Product = row.GetBoolean(12) ? Product.Parse(row.Text(6)) : null,
        PriceId = row.Text(7),
        IsTestMode = row.Flag(8) ?? false,
        IsRefunded = row.GetBoolean(9),
        ItemId = row.Text(10),
        Status = row.Text(11),
    };
}
