using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;

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

    /// <summary>Refunds of these purchases; only newer platforms store them.</summary>
    public IReadOnlyList<StoredRefund> Refunds { get; init; } = [];

    /// <summary>
    /// Those of these rows that the newer platform's engine does not have as they are. Its answers follow from what it has.
    /// </summary>
    public IReadOnlyList<EngineCopy> EngineCopies { get; init; } = [];

    /// <summary>Why there are more purchases than are read; null when all were read.</summary>
    public string? WhyPurchasesIncomplete { get; init; }

    /// <summary>Why there are more item changes than are read; null when all were read.</summary>
    public string? WhyChangesIncomplete { get; init; }
}

/// <summary>A <c>OneTimePurchase</c> row.</summary>
/// <param name="Id"><c>id</c>.</param>
/// <param name="ProductId"><c>productId</c>; null for an inline product.</param>
/// <param name="Product">The snapshot, which decides.</param>
/// <param name="Quantity"><c>quantity</c>.</param>
/// <param name="CreatedAt"><c>createdAt</c>.</param>
/// <param name="RefundedAt"><c>refundedAt</c>; null: it was not.</param>
public sealed record StoredOneTimePurchase(
    Guid Id, string? ProductId, Product Product, long Quantity, StoredTime CreatedAt, StoredTime? RefundedAt)
{
    /// <summary>Whether it was refunded.</summary>
    public bool IsRefunded => RefundedAt is not null;

    /// <summary><c>revokedAt</c>, which only newer deployments have; null: it was not.</summary>
    public StoredTime? RevokedAt { get; init; }

    /// <summary><c>priceId</c>; null where nothing was paid.</summary>
    public string? PriceId { get; init; }

    /// <summary>Whether <c>creationSource</c> is <c>TEST_MODE</c>.</summary>
    public bool IsTestMode { get; init; }
}

/// <summary>An <c>ItemQuantityChange</c> row.</summary>
/// <param name="Id"><c>id</c>.</param>
/// <param name="ItemId"><c>itemId</c>.</param>
/// <param name="CustomerType"><c>customerType</c> as stored, such as <c>USER</c>; balances do not look at it.</param>
/// <param name="Quantity"><c>quantity</c>; negative for a use.</param>
/// <param name="CreatedAt"><c>createdAt</c>.</param>
/// <param name="ExpiresAt"><c>expiresAt</c>; null: never.</param>
public sealed record StoredItemChange(
    Guid Id, string ItemId, string CustomerType, long Quantity, StoredTime CreatedAt, StoredTime? ExpiresAt);
