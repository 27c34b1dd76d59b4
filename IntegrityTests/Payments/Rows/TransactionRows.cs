using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Rows;

/// <summary>Where the rows of a source of transactions are, and how they are read. The rows' own table is <c>t</c> in queries.</summary>
/// <param name="Table">The table that has a row for each transaction.</param>
/// <param name="Needs">The columns that must exist.</param>
/// <param name="Filter">Which rows of the table are transactions, as the rest of a condition.</param>
/// <param name="Read">Makes a transaction of a row of the query.</param>
internal sealed record TransactionRows(TableColumns Table, Part Needs, string Filter, Func<StoredRow, StoredTransaction> Read)
{
    private static readonly TransactionRows Subscriptions = new(
        SubscriptionColumns.Table,
        SubscriptionColumns.Table,
        "",
        row => OfPurchase(TransactionSource.Subscription, row, SubscriptionColumns.Purchase) with
        {
            Status = row.Get(SubscriptionColumns.Status),
        });

    private static readonly TransactionRows OneTimePurchases = new(
        OneTimePurchaseColumns.Table,
        OneTimePurchaseColumns.Table,
        "",
        row => OfPurchase(TransactionSource.OneTimePurchase, row, OneTimePurchaseColumns.Purchase));

    private static readonly TransactionRows ItemChanges = new(ItemChangeColumns.Table, ItemChangeColumns.Table, "", OfItemChange);

    private static readonly TransactionRows Renewals = new(
        InvoiceColumns.Table, InvoiceColumns.Renewals, """ AND NOT t."isSubscriptionCreationInvoice" """, OfRenewal);

    /// <summary>The rows of a source.</summary>
    public static TransactionRows Of(TransactionSource source) => source switch
    {
        TransactionSource.Subscription => Subscriptions,
        TransactionSource.ItemQuantityChange => ItemChanges,
        TransactionSource.OneTimePurchase => OneTimePurchases,
        _ => Renewals,
    };

    /// <summary>The query that reads them, without a condition.</summary>
    public string Select(StoredSchema schema)
    {
        var columns = schema.Select(Table, "t");
        return this != Renewals
            ? $"SELECT {columns} FROM \"{Table.Name}\" t"
            : $"""
                SELECT {columns}, {schema.Select(SubscriptionColumns.Table, "s")} FROM "{Table.Name}" t
                LEFT JOIN "Subscription" s ON s."tenancyId" = t."tenancyId" AND s."stripeSubscriptionId" = t."stripeSubscriptionId"
                """;
    }

    private static StoredTransaction OfPurchase(TransactionSource source, StoredRow row, PurchaseColumns columns) => new()
    {
        Source = source,
        Id = row.Get(columns.Id),
        CreatedAt = row.Get(columns.CreatedAt) ?? StoredTime.AfterAll,
        CustomerType = row.Get(columns.CustomerType) ?? "",
        CustomerId = row.Get(columns.CustomerId) ?? "",
        Quantity = row.Get(columns.Quantity),
        ProductId = row.Get(columns.ProductId),
        Product = Product.Parse(row.Get(columns.Product)),
        PriceId = row.Get(columns.PriceId),
        IsTestMode = row.Get(columns.IsTestMode),
        IsRefunded = row.Get(columns.RefundedAt) is not null,
    };

    private static StoredTransaction OfNobody(TransactionSource source, Guid id, StoredTime createdAt) => new()
    {
        Source = source,
        Id = id,
        CreatedAt = createdAt,
        CustomerType = "",
        CustomerId = "",
        Quantity = 0,
    };

    private static StoredTransaction OfItemChange(StoredRow row) => new()
    {
        Source = TransactionSource.ItemQuantityChange,
        Id = row.Get(ItemChangeColumns.Id),
        CreatedAt = row.Get(ItemChangeColumns.CreatedAt) ?? StoredTime.AfterAll,
        CustomerType = row.Get(ItemChangeColumns.CustomerType) ?? "",
        CustomerId = row.Get(ItemChangeColumns.CustomerId) ?? "",
        Quantity = row.Get(ItemChangeColumns.Quantity),
        ItemId = row.Get(ItemChangeColumns.ItemId),
    };

    private static StoredTransaction OfRenewal(StoredRow row)
    {
        var subscription = row.After(InvoiceColumns.Table);
        var (id, createdAt) = (row.Get(InvoiceColumns.Id), row.Get(InvoiceColumns.CreatedAt) ?? StoredTime.AfterAll);
        if (!subscription.Has(SubscriptionColumns.Purchase.Id))
            return OfNobody(TransactionSource.Renewal, id, createdAt);
        return OfPurchase(TransactionSource.Renewal, subscription, SubscriptionColumns.Purchase) with
        {
            Id = id,
            CreatedAt = createdAt,
            IsRefunded = false,
            Status = subscription.Get(SubscriptionColumns.Status),
        };
    }
}
