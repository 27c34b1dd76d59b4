using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Balances;

/// <summary>The entries of one item and customer, and what they add up to (source: docs/platform.md, Balance of an item, now).</summary>
/// <param name="now">The moment of the balance, in milliseconds since 1970.</param>
internal sealed class LedgerEntries(long now)
{
    // Windows that repeat for thousands of years must not reach what JavaScript cannot count, or they do change the balance.
    private const long EndlessWindows = 1_000_000;

    private readonly List<SingleGrant> _single = [];
    private readonly List<Grants> _windows = [];
    private readonly SortedDictionary<long, decimal> _uses = [];
    private long? _nextChange;
    private long? _nextEffect;

    /// <summary>A positive entry.</summary>
    public void Add(SingleGrant grant)
    {
        _single.Add(grant);
        Expect(grant);
    }

    /// <summary>The entries of repeated windows.</summary>
    public void Add(WindowGrants grants)
    {
        _windows.Add(grants);
        Expect(grants);
    }

    /// <summary>A negative entry, given as what is used.</summary>
    public void Use(decimal amount, long at, long? expires)
    {
        Expect(at);
        Earlier(ref _nextChange, expires);
        if (at > now || expires <= now) return;
        _uses[at] = _uses.GetValueOrDefault(at) + amount;
    }

    /// <summary>Takes note of a moment from which on the entries are others.</summary>
    public void Expect(long moment)
    {
        Earlier(ref _nextChange, moment);
        Earlier(ref _nextEffect, moment);
    }

    /// <summary>
    /// Granted minus used or expired. Expiries only matter where uses lie between them: the larger of the two sums is the same whether it
    /// is taken at each expiry or at the last one before a use.
    /// </summary>
    public Balance Balance()
    {
        _single.Sort((a, b) => (a.Expires ?? long.MaxValue).CompareTo(b.Expires ?? long.MaxValue));
        var position = 0;
        var expiredSingles = 0m;
        decimal ExpiredBy(long moment)
        {
            for (; position < _single.Count && _single[position].Expires <= moment; position++) expiredSingles += _single[position].Amount;
            return Sum(_windows, grants => grants.ExpiredBy(moment)) + expiredSingles;
        }

        var gone = 0m;
        foreach (var (time, used) in _uses)
        {
            gone = Math.Max(gone, ExpiredBy(time - 1));
            gone = Math.Max(gone + used, ExpiredBy(time));
        }

        var expired = ExpiredBy(now);
        var granted = Sum(_windows, grants => grants.GrantedBy(now)) + Sum(_single, grant => grant.GrantedBy(now));
        // What was used would have expired meanwhile: it matters no more, nor does a window that takes the place of another.
        var isSettled = gone <= expired && granted < IncludedItem.MaxSafe / EndlessWindows;
        gone = Math.Max(gone, expired);
        return Math.Max(granted, gone) > IncludedItem.MaxSafe
            ? Model.Balance.Uncountable
            : new Balance(granted - gone, isSettled ? _nextEffect : _nextChange, null);
    }

    private void Expect(Grants grants)
    {
        Earlier(ref _nextChange, grants.NextChange(now));
        Earlier(ref _nextEffect, grants.NextEffect(now));
    }

    private void Earlier(ref long? earliest, long? moment)
    {
        if (moment > now && (earliest is null || moment < earliest)) earliest = moment;
    }

    private static decimal Sum<T>(List<T> grants, Func<T, decimal> amountOf)
    {
        var sum = 0m;
        foreach (var grant in grants) sum += amountOf(grant);
        return sum;
    }
}
