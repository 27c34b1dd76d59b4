using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Rows;

/// <summary>A <c>Subscription</c> row, or a default subscription that the config gives.</summary>
public sealed record StoredSubscription
{
    /// <summary><c>id</c>; null for a default subscription.</summary>
    public required Guid? Id { get; init; }

    /// <summary><c>productId</c>; null for an inline product.</summary>
    public required string? ProductId { get; init; }

    /// <summary>The snapshot, which decides.</summary>
    public required Product Product { get; init; }

    /// <summary><c>quantity</c>.</summary>
    public required long Quantity { get; init; }

    /// <summary><c>status</c>, as stored; any text.</summary>
    public required string Status { get; init; }

    /// <summary><c>createdAt</c>.</summary>
    public required StoredTime CreatedAt { get; init; }

    /// <summary><c>currentPeriodStart</c>.</summary>
    public required StoredTime PeriodStart { get; init; }

    /// <summary><c>currentPeriodEnd</c>; null: never.</summary>
    public required StoredTime? PeriodEnd { get; init; }

    /// <summary><c>cancelAtPeriodEnd</c>.</summary>
    public bool CancelsAtPeriodEnd { get; init; }

    /// <summary><c>endedAt</c>, which only newer deployments have; null: it has no end.</summary>
    public StoredTime? EndedAt { get; init; }

    /// <summary><c>refundedAt</c>; null: it was not.</summary>
    public StoredTime? RefundedAt { get; init; }

    /// <summary><c>priceId</c>; null where nothing was paid.</summary>
    public string? PriceId { get; init; }

    /// <summary>Whether <c>creationSource</c> is <c>TEST_MODE</c>.</summary>
    public bool IsTestMode { get; init; }

    /// <summary>Whether it is in force: active or trialing.</summary>
    public bool IsActive => Status is "active" or "trialing";
}
