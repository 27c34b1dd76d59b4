namespace IntegrityTests.Payments.Rows;

/// <summary>
/// What a transaction comes from, in the order of the list's cursor (source: docs/platform.md, Transactions).
/// </summary>
public enum TransactionSource
{
    /// <summary>A <c>Subscription</c> row.</summary>
    Subscription,

    /// <summary>An <c>ItemQuantityChange</c> row.</summary>
    ItemQuantityChange,

    /// <summary>A <c>OneTimePurchase</c> row.</summary>
    OneTimePurchase,

    /// <summary>A <c>SubscriptionInvoice</c> row that is not a creation invoice.</summary>
    Renewal,
}
