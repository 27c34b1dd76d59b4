using System.Numerics;
using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Balances;

/// <summary>Positive entries of the ledger that come from one row.</summary>
internal abstract class Grants
{
    /// <summary>What was granted up to and at a moment.</summary>
    public abstract BigInteger GrantedBy(long moment);

    /// <summary>What expired up to and at a moment.</summary>
    public abstract BigInteger ExpiredBy(long moment);

    /// <summary>The next moment behind this one at which something is granted or expires; null: there is none.</summary>
    public abstract long? NextChange(long moment);

    /// <summary>The next moment behind this one at which what is granted and not expired changes; null: there is none.</summary>
    public virtual long? NextEffect(long moment) => NextChange(moment);
}

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

/// <summary>
/// The entries of an item that is granted anew for each window and lost at its end. They are counted and never listed: a daily window
/// since 1970 would be 20,000 of them, and a damaged date millions.
/// </summary>
/// <param name="amount">What each window grants.</param>
/// <param name="anchor">When the first window begins.</param>
/// <param name="repeat">How long a window is.</param>
/// <param name="until">No window begins later than this; at most the moment of the balance.</param>
/// <param name="end">The end of the period, up to which time goes on making windows; null: forever.</param>
internal sealed class WindowGrants(BigInteger amount, long anchor, Repeat repeat, long until, long? end) : Grants
{
    private readonly long _windows = UtcCalendar.StartsUpTo(anchor, repeat, until);

    /// <inheritdoc/>
    public override BigInteger GrantedBy(long moment) => amount * Math.Min(_windows, UtcCalendar.StartsUpTo(anchor, repeat, moment));

    /// <inheritdoc/>
    public override BigInteger ExpiredBy(long moment) =>
        amount * Math.Min(_windows, Math.Max(0, UtcCalendar.StartsUpTo(anchor, repeat, moment) - 1));

    /// <inheritdoc/>
    public override long? NextChange(long moment)
    {
        var next = UtcCalendar.Start(anchor, repeat, UtcCalendar.StartsUpTo(anchor, repeat, moment));
        if (end is null || next <= end) return next;
        var lastEnd = UtcCalendar.Start(anchor, repeat, _windows);
        return _windows > 0 && lastEnd > moment ? lastEnd : null;
    }

    // Each window takes the place of the one before.
    /// <inheritdoc/>
    public override long? NextEffect(long moment)
    {
        if (_windows == 0) return NextChange(moment);
        if (end is null) return null;
        var lastEnd = UtcCalendar.Start(anchor, repeat, UtcCalendar.StartsUpTo(anchor, repeat, end.Value));
        return lastEnd > moment ? lastEnd : null;
    }
}
