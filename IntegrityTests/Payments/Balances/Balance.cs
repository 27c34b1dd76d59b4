using System.Numerics;

namespace IntegrityTests.Payments.Balances;

/// <summary>What the ledger says about an item at a moment.</summary>
/// <param name="Quantity">The balance; null when it cannot be computed.</param>
/// <param name="ValidUntil">
/// The next moment, in milliseconds since 1970, at which time alone may change the balance; up to it the balance stays as long as no row
/// changes. Null: forever.
/// </param>
/// <param name="Problem">Why it cannot be computed; null when it can.</param>
public sealed record Balance(BigInteger? Quantity, long? ValidUntil, string? Problem)
{
    /// <summary>A balance that cannot be computed.</summary>
    public static Balance Unknown(string problem) => new(null, null, problem);
}
