using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Rows;

/// <summary>A row that the transactions list shows: a purchase, an item quantity change, or a renewal.</summary>
public sealed record StoredTransaction
{
    /// <summary>Which table it is of.</summary>
    public required TransactionSource Source { get; init; }

    /// <summary><c>id</c>.</summary>
    public required Guid Id { get; init; }

    /// <summary>What tells it from all others: no rule keeps the rows of two tables from having one id.</summary>
    public (TransactionSource Source, Guid Id) Key => (Source, Id);

    /// <summary><c>createdAt</c>.</summary>
    public required StoredTime CreatedAt { get; init; }

    /// <summary><c>customerType</c> as stored; a renewal has its subscription's.</summary>
    public required string CustomerType { get; init; }

    /// <summary><c>customerId</c>; a renewal has its subscription's.</summary>
    public required string CustomerId { get; init; }

    /// <summary><c>quantity</c>; a renewal has its subscription's.</summary>
    public required long Quantity { get; init; }

    /// <summary><c>productId</c>; null for an inline product and for an item change.</summary>
    public string? ProductId { get; init; }

    /// <summary>The snapshot; null for an item change, and for a renewal whose subscription does not exist.</summary>
    public Product? Product { get; init; }

    /// <summary><c>priceId</c>.</summary>
    public string? PriceId { get; init; }

    /// <summary>Whether <c>creationSource</c> is <c>TEST_MODE</c>.</summary>
    public bool IsTestMode { get; init; }

    /// <summary>Whether <c>refundedAt</c> is set.</summary>
    public bool IsRefunded { get; init; }

    /// <summary>Its refund in the payments engine; null where it has none, and where the deployment has no such engine.</summary>
    public StoredRefund? Refund { get; init; }

    /// <summary><c>itemId</c> of an item change.</summary>
    public string? ItemId { get; init; }

    /// <summary><c>status</c> of a subscription.</summary>
    public string? Status { get; init; }

    /// <summary>How findings name the row, beside the customer.</summary>
    public string Name => Source switch
    {
        TransactionSource.Subscription => $"subscription {Id}",
        TransactionSource.ItemQuantityChange => $"item change {Id} of item {ItemId}",
        TransactionSource.OneTimePurchase => $"one-time purchase {Id}",
        _ => $"renewal {Id}",
    };

    /// <summary>How findings name the customer.</summary>
    public string Subject => $"{CustomerType.ToLowerInvariant()}:{CustomerId}";

    /// <inheritdoc/>
    public override string ToString() => $"{Subject} {Name}";
}

/// <summary>A row of payments that is judged by itself.</summary>
/// <param name="Row">The row.</param>
/// <param name="ConfigChanged">
/// When the project's config was last changed, in milliseconds since 1970; null where that is not known.
/// </param>
public sealed record StoredPurchase(StoredTransaction Row, long? ConfigChanged)
{
    /// <inheritdoc/>
    public override string ToString() => Row.ToString();
}
