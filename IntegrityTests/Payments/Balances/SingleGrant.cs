using System.Numerics;

namespace IntegrityTests.Payments.Balances;

/// <summary>One positive entry.</summary>
internal sealed class SingleGrant(BigInteger amount, long at, long? expires) : Grants
{
    /// <summary>When it expires; null: never.</summary>
    public long? Expires => expires;

    /// <summary>How much it is.</summary>
    public BigInteger Amount => amount;

    /// <inheritdoc/>
    public override BigInteger GrantedBy(long moment) => at <= moment ? amount : 0;

    /// <inheritdoc/>
    public override BigInteger ExpiredBy(long moment) => expires <= moment ? amount : 0;

    /// <inheritdoc/>
    public override long? NextChange(long moment)
    {
        var granted = at > moment ? at : (long?)null;
        var expired = expires > moment ? expires : null;
        return granted is { } first && expired is { } second ? Math.Min(first, second) : granted ?? expired;
    }
}
