using IntegrityTests.Deployment.Api;

namespace IntegrityTests.Deployment.Stripe;

/// <summary>A page of Stripe's list.</summary>
/// <param name="Response">The answer.</param>
/// <param name="Entries">What is on it.</param>
/// <param name="HasMore">Whether Stripe says that another page follows.</param>
/// <param name="Last">The id of the last entry, after which the next page begins.</param>
public sealed record BalancePage(ApiResponse Response, IReadOnlyList<BalanceTransaction> Entries, bool HasMore, string? Last)
{
    /// <summary>Why the list cannot be read on, as the rest of a sentence about the answer; null where it can.</summary>
    public string? Problem { get; init; }
}
