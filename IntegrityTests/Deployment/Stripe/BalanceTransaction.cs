using System.Collections.Frozen;
using System.Numerics;

namespace IntegrityTests.Deployment.Stripe;

/// <summary>A movement on a connected account.</summary>
/// <param name="Currency">In lower case, such as <c>usd</c>.</param>
/// <param name="Category">Stripe's <c>reporting_category</c>.</param>
/// <param name="Amount">In the currency's smallest unit, such as cents.</param>
public sealed record BalanceTransaction(string Currency, string Category, BigInteger Amount)
{
    private static readonly FrozenSet<string> Counted =
        FrozenSet.ToFrozenSet(["charge", "refund", "dispute", "dispute_reversal", "partial_capture_reversal"], StringComparer.Ordinal);

    /// <summary>Whether it belongs to what the project's transactions add up to (source: docs/platform.md, Money).</summary>
    public bool Counts => Currency == "usd" && Counted.Contains(Category);
}
