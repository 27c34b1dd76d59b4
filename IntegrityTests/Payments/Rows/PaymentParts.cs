namespace IntegrityTests.Payments.Rows;

/// <summary>The columns, written <c>Table.column</c>, that payments are read from.</summary>
public static class PaymentParts
{
    /// <summary>Subscriptions.</summary>
    public static IReadOnlyList<string> Subscriptions { get; } = Of(
        "Subscription", "tenancyId", "id", "customerId", "customerType", "productId", "product", "quantity", "status", "createdAt",
        "currentPeriodStart", "currentPeriodEnd", "priceId", "creationSource", "refundedAt");

    /// <summary>One-time purchases.</summary>
    public static IReadOnlyList<string> OneTimePurchases { get; } = Of(
        "OneTimePurchase", "tenancyId", "id", "customerId", "customerType", "productId", "product", "quantity", "createdAt", "priceId",
        "creationSource", "refundedAt");

    /// <summary>Item quantity changes.</summary>
    public static IReadOnlyList<string> ItemChanges { get; } = Of(
        "ItemQuantityChange", "tenancyId", "id", "customerId", "customerType", "itemId", "quantity", "createdAt", "expiresAt");

    /// <summary>Renewals of subscriptions.</summary>
    public static IReadOnlyList<string> Renewals { get; } =
    [
        .. Of("SubscriptionInvoice", "tenancyId", "id", "stripeSubscriptionId", "isSubscriptionCreationInvoice", "createdAt"),
        .. Subscriptions,
        "Subscription.stripeSubscriptionId",
    ];

    /// <summary>All that makes a customer.</summary>
    public static IReadOnlyList<string> Customers { get; } = [.. Subscriptions, .. OneTimePurchases, .. ItemChanges];

    private static string[] Of(string table, params string[] columns) => [.. columns.Select(column => $"{table}.{column}")];
}
