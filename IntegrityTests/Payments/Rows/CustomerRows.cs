namespace IntegrityTests.Payments.Rows;

/// <summary>All rows that decide what a customer owns and has.</summary>
/// <param name="Subscriptions">Of any status.</param>
/// <param name="OneTimePurchases">Refunded or not.</param>
/// <param name="ItemChanges">Of that customer id, whatever their customer type.</param>
public sealed record CustomerRows(
    IReadOnlyList<StoredSubscription> Subscriptions,
    IReadOnlyList<StoredOneTimePurchase> OneTimePurchases,
    IReadOnlyList<StoredItemChange> ItemChanges)
{
    /// <summary>No rows.</summary>
    public static CustomerRows None { get; } = new([], [], []);

    /// <summary>Why there are more purchases than are read; null when all were read.</summary>
    public string? WhyPurchasesIncomplete { get; init; }

    /// <summary>Why there are more item changes than are read; null when all were read.</summary>
    public string? WhyChangesIncomplete { get; init; }
}
