using SampleDeployment.Api.Payments.Products;

namespace SampleDeployment.Api.Payments.Customers;

/// <summary>A stored subscription, or one that a default product gives to everybody. Times are milliseconds since 1970.</summary>
internal sealed record Subscription
{
    /// <summary>When all default subscriptions began: 1973-01-01T12:00:00Z.</summary>
    private const long DefaultStart = 94_737_600_000;

    /// <summary>Null for a default one.</summary>
    public Guid? Id { get; init; }

    public required string? ProductId { get; init; }

    public required Product Product { get; init; }

    public int Quantity { get; init; } = 1;

    public string Status { get; init; } = "active";

    public long PeriodStart { get; init; } = DefaultStart;

    /// <summary>Null is never.</summary>
    public long? PeriodEnd { get; init; }

    public bool CancelAtPeriodEnd { get; init; }

    public long CreatedAt { get; init; } = DefaultStart;

    public bool IsInForce => Status is "active" or "trialing";
}
