using System.Numerics;
using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Balances;

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
