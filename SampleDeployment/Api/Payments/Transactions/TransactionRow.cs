using SampleDeployment.Api.Payments.Products;

namespace SampleDeployment.Api.Payments.Transactions;

/// <summary>A row of one of the four sources that transactions come from.</summary>
internal sealed record TransactionRow
{
    public required TransactionSource Source { get; init; }

    public required Guid Id { get; init; }

    public required long CreatedAt { get; init; }

    public required string CustomerType { get; init; }

    public required string CustomerId { get; init; }

    public required int Quantity { get; init; }

    /// <summary>Of an item quantity change.</summary>
    public string? ItemId { get; init; }

    public string? ProductId { get; init; }

    /// <summary>The snapshot of a purchase, and of the purchase that a renewal renews.</summary>
    public Product? Product { get; init; }

    public string? PriceId { get; init; }

    public bool IsTestMode { get; init; }

    public bool IsRefunded { get; init; }

    /// <summary>What was charged, in each currency.</summary>
    public IReadOnlyList<Money> Charged =>
        !IsTestMode && Product?.Price(PriceId) is { } price ? Money.Of(price, Quantity) : [];
}

/// <summary>Where transactions come from, in the order of the cursor's ids.</summary>
internal enum TransactionSource
{
    Subscription,
    ItemChange,
    OneTimePurchase,
    Renewal,
}
