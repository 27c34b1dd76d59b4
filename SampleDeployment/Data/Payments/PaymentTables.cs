namespace SampleDeployment.Data.Payments;

/// <summary>The rows about payments.</summary>
internal sealed class PaymentTables(Platform platform)
{
    private static readonly string[] Ends = ["endedAt", "canceledAt"];

    public CopyTable Subscriptions { get; } = new(
        "Subscription",
    [
        "id", "tenancyId", "customerId", "customerType", "productId", "product", "quantity", "status", "currentPeriodStart",
        "currentPeriodEnd", "cancelAtPeriodEnd", "createdAt", "updatedAt", "creationSource", "priceId", "stripeSubscriptionId",
        "refundedAt", .. platform.HasEngine ? Ends : [],
    ]);

    public CopyTable OneTimePurchases { get; } = new(
        "OneTimePurchase",
        "id", "tenancyId", "customerId", "customerType", "productId", "product", "quantity", "createdAt", "creationSource", "priceId",
        "stripePaymentIntentId", "refundedAt");

    public CopyTable ItemChanges { get; } = new(
        "ItemQuantityChange",
        "id", "tenancyId", "customerId", "customerType", "itemId", "quantity", "createdAt", "expiresAt", "description");

    public CopyTable Invoices { get; } = new(
        "SubscriptionInvoice",
        "id", "tenancyId", "stripeSubscriptionId", "stripeInvoiceId", "isSubscriptionCreationInvoice", "createdAt", "updatedAt", "status",
        "amountTotal", "hostedInvoiceUrl");

    public CopyTable ProductVersions { get; } =
        new("ProductVersion", "tenancyId", "productVersionId", "productId", "productJson", "createdAt");

    public IEnumerable<CopyTable> All => [Subscriptions, OneTimePurchases, ItemChanges, Invoices, ProductVersions];
}
