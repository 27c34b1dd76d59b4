using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Rows;

/// <summary>The columns that subscriptions and one-time purchases have in common.</summary>
/// <param name="table">The table.</param>
internal sealed class PurchaseColumns(TableColumns table)
{
    public Column<Guid> Id { get; } = table.Key("id");

    public Column<StoredTime?> CreatedAt { get; } = table.Time("createdAt");

    public Column<string?> CustomerId { get; } = table.Text("customerId");

    public Column<string?> CustomerType { get; } = table.AsText("customerType");

    public Column<string?> ProductId { get; } = table.Text("productId");

    public Column<string?> Product { get; } = table.AsText("product");

    public Column<string?> PriceId { get; } = table.Text("priceId");

    public Column<long> Quantity { get; } = table.Long("quantity");

    public Column<bool> IsTestMode { get; } = table.Is("creationSource", "TEST_MODE");

    public Column<StoredTime?> RefundedAt { get; } = table.Time("refundedAt");
}

/// <summary>The columns of <c>Subscription</c>.</summary>
internal static class SubscriptionColumns
{
    public static readonly TableColumns Table = new("Subscription", "tenancyId");
    public static readonly PurchaseColumns Purchase = new(Table);
    public static readonly Column<string?> Status = Table.AsText("status");
    public static readonly Column<StoredTime?> PeriodStart = Table.Time("currentPeriodStart");
    public static readonly Column<StoredTime?> PeriodEnd = Table.Time("currentPeriodEnd");
    public static readonly Column<bool?> CancelsAtPeriodEnd = Table.Flag("cancelAtPeriodEnd");
    public static readonly Column<StoredTime?> EndedAt = Table.Time("endedAt", since: "2026-04");

    /// <summary>What the newer payments engine follows from.</summary>
    public static readonly Part Engine = new(Table, EndedAt);

    public static StoredSubscription Read(StoredRow row) => new()
    {
        Id = row.Get(Purchase.Id),
        ProductId = row.Get(Purchase.ProductId),
        Product = Product.Parse(row.Get(Purchase.Product)),
        Quantity = row.Get(Purchase.Quantity),
        Status = row.Get(Status) ?? "",
        CreatedAt = row.Get(Purchase.CreatedAt) ?? default,
        PeriodStart = row.Get(PeriodStart) ?? default,
        PeriodEnd = row.Get(PeriodEnd),
        CancelsAtPeriodEnd = row.Get(CancelsAtPeriodEnd) ?? false,
        EndedAt = row.Get(EndedAt),
        RefundedAt = row.Get(Purchase.RefundedAt),
        PriceId = row.Get(Purchase.PriceId),
        IsTestMode = row.Get(Purchase.IsTestMode),
    };
}

/// <summary>The columns of <c>OneTimePurchase</c>.</summary>
internal static class OneTimePurchaseColumns
{
    public static readonly TableColumns Table = new("OneTimePurchase", "tenancyId");
    public static readonly PurchaseColumns Purchase = new(Table);
    public static readonly Column<StoredTime?> RevokedAt = Table.Time("revokedAt", since: "2026-04");

    /// <summary>What the newer payments engine follows from.</summary>
    public static readonly Part Engine = new(Table, RevokedAt);

    public static StoredOneTimePurchase Read(StoredRow row) => new(
        row.Get(Purchase.Id),
        row.Get(Purchase.ProductId),
        Product.Parse(row.Get(Purchase.Product)),
        row.Get(Purchase.Quantity),
        row.Get(Purchase.CreatedAt) ?? default,
        row.Get(Purchase.RefundedAt))
    {
        RevokedAt = row.Get(RevokedAt),
        PriceId = row.Get(Purchase.PriceId),
        IsTestMode = row.Get(Purchase.IsTestMode),
    };
}

/// <summary>The columns of <c>ItemQuantityChange</c>.</summary>
internal static class ItemChangeColumns
{
    public static readonly TableColumns Table = new("ItemQuantityChange", "tenancyId");
    public static readonly Column<Guid> Id = Table.Key("id");
    public static readonly Column<StoredTime?> CreatedAt = Table.Time("createdAt");
    public static readonly Column<string?> CustomerId = Table.Text("customerId");
    public static readonly Column<string?> CustomerType = Table.AsText("customerType");
    public static readonly Column<string?> ItemId = Table.Text("itemId");
    public static readonly Column<long> Quantity = Table.Long("quantity");
    public static readonly Column<StoredTime?> ExpiresAt = Table.Time("expiresAt");

    public static StoredItemChange Read(StoredRow row) => new(
        row.Get(Id),
        row.Get(ItemId) ?? "",
        row.Get(CustomerType) ?? "",
        row.Get(Quantity),
        row.Get(CreatedAt) ?? default,
        row.Get(ExpiresAt));
}

/// <summary>The columns of <c>SubscriptionInvoice</c>.</summary>
internal static class InvoiceColumns
{
    public static readonly TableColumns Table = new(
        "SubscriptionInvoice", "tenancyId", "stripeSubscriptionId", "isSubscriptionCreationInvoice");

    public static readonly Column<Guid> Id = Table.Key("id");
    public static readonly Column<StoredTime?> CreatedAt = Table.Time("createdAt");

    /// <summary>Renewals with their subscriptions.</summary>
    public static readonly Part Renewals = new(Table, SubscriptionColumns.Table, SubscriptionColumns.Table.Apart("stripeSubscriptionId"));
}
