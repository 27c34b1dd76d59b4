using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Balances;

/// <summary>Positive entries of the ledger that come from one row.</summary>
internal abstract class Grants
{
    /// <summary>What was granted up to and at a moment.</summary>
    public abstract decimal GrantedBy(long moment);

    /// <summary>What expired up to and at a moment.</summary>
    public abstract decimal ExpiredBy(long moment);

    /// <summary>The next moment after this one at which something is granted or expires; null: there is none.</summary>
    public abstract long? NextChange(long moment);

    /// <summary>The next moment after this one at which what is granted and not expired changes; null: there is none.</summary>
    public virtual long? NextEffect(long moment) => NextChange(moment);
}

/// <summary>One positive entry.</summary>
internal sealed class SingleGrant(decimal amount, long at, long? expires) : Grants
{
    /// <summary>When it expires; null: never.</summary>
    public long? Expires => expires;

    /// <summary>How much it is.</summary>
    public decimal Amount => amount;

    /// <inheritdoc/>
    public override decimal GrantedBy(long moment) => at <= moment ? amount : 0;

    /// <inheritdoc/>
    public override decimal ExpiredBy(long moment) => expires <= moment ? amount : 0;

    /// <inheritdoc/>
    public override long? NextChange(long moment)
    {
        var granted = at > moment ? at : (long?)null;
        var expired = expires > moment ? expires : null;
        return granted is { } first && expired is { } second ? Math.Min(first, second) : granted ?? expired;
    }
}

/// <summary>
/// The entries of an item that is granted anew for each window and lost at its end (source: docs/platform.md, Balance of an item, now).
/// They are counted and never listed: a daily window since 1970 would be 20,000 of them, and a damaged date millions.
/// </summary>
/// <remarks>
/// Windows are counted by stepping through the calendar, but each begins a whole number of repetitions after the anchor in one step. Of an
/// anchor after the 28th, a window can therefore begin days before it is counted: until then the item has none.
/// </remarks>
internal sealed class WindowGrants : Grants
{
    private readonly decimal _amount;
    private readonly long _anchor;
    private readonly Repeat _repeat;
    private readonly long? _end;
    private readonly long _windows;
    private readonly long? _nextWindow;

    /// <summary>Counts the windows there are at a moment.</summary>
    /// <param name="amount">What each window grants.</param>
    /// <param name="anchor">When the first window begins.</param>
    /// <param name="repeat">How long a window is.</param>
    /// <param name="now">The moment of the balance.</param>
    /// <param name="end">The end of the period, after which no more windows are counted; null: never.</param>
    public WindowGrants(decimal amount, long anchor, Repeat repeat, long now, long? end)
    {
        (_amount, _anchor, _repeat, _end) = (amount, anchor, repeat, end);
        var until = Math.Min(now, end ?? now);
        var (intervals, next) = until < anchor ? (-1, anchor) : UtcCalendar.WholeIntervals(anchor, repeat, until);
        _windows = intervals + 1;
        _nextWindow = end < next ? null : next;
    }

    /// <inheritdoc/>
    public override decimal GrantedBy(long moment) => _amount * Math.Min(_windows, StartsUpTo(moment));

    /// <inheritdoc/>
    public override decimal ExpiredBy(long moment) => _amount * Math.Min(_windows, Math.Max(0, StartsUpTo(moment) - 1));

    /// <inheritdoc/>
    public override long? NextChange(long moment)
    {
        // Where a window begins, the one before it ends.
        var starts = StartsUpTo(moment);
        var boundary = _windows > 0 && starts <= _windows ? UtcCalendar.Start(_anchor, _repeat, starts) : (long?)null;
        return boundary is { } first && _nextWindow is { } second ? Math.Min(first, second) : boundary ?? _nextWindow;
    }

    /// <inheritdoc/>
    public override long? NextEffect(long moment)
    {
        // Only where stepping never runs over does each window take the place of the one before without a gap.
        if (_windows == 0 || UtcCalendar.CanRunOver(_anchor, _repeat)) return NextChange(moment);
        if (_end is not { } end) return null;
        var lastEnd = UtcCalendar.Start(_anchor, _repeat, StartsUpTo(end));
        return lastEnd > moment ? lastEnd : null;
    }

    private long StartsUpTo(long moment) => UtcCalendar.StartsUpTo(_anchor, _repeat, moment);
}
