using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Tests.Payments.Balances;

/// <summary>
/// The ledger as docs/platform.md, Balance of an item, now, describes it: every window is an entry, every step of the calendar is taken,
/// and every moment is walked. Slow; for small dates and without default products.
/// </summary>
internal static class NaiveLedger
{
    public static decimal BalanceOf(CustomerRows rows, string item, long now)
    {
        var entries = EntriesOf(rows, item, now).ToList();
        var grants = entries.Where(entry => entry.Amount > 0).ToLookup(entry => entry.At, entry => entry.Amount);
        var expiries = entries.Where(entry => entry.Amount > 0).ToLookup(entry => entry.Expires, entry => entry.Amount);
        var uses = entries.Where(entry => entry.Amount < 0 && !(entry.Expires <= now)).ToLookup(entry => entry.At, entry => -entry.Amount);
        var (granted, expired, gone) = (0m, 0m, 0m);
        foreach (var time in entries.SelectMany(entry => (long?[])[entry.At, entry.Expires]).Where(time => time <= now).Distinct().Order())
        {
            granted += grants[time!.Value].Sum();
            expired += expiries[time].Sum();
            gone = Math.Max(gone + uses[time.Value].Sum(), expired);
        }

        return granted - gone;
    }

    /// <summary>A moment plus so many repetitions, in one step.</summary>
    public static long Later(long moment, Repeat repeat, long times = 1)
    {
        var at = DateTime.UnixEpoch.AddTicks(moment * TimeSpan.TicksPerMillisecond);
        var count = (int)(repeat.Count * times);
        var later = repeat.Unit switch
        {
            RepeatUnit.Day => at.AddDays(count),
            RepeatUnit.Week => at.AddDays(7 * count),
            RepeatUnit.Month => AddMonths(at, count),
            _ => AddMonths(at, 12 * count),
        };
        return (later - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;
    }

    /// <summary>How many whole repetitions lie between two moments, and when the next one is complete: each is stepped.</summary>
    public static (long Count, long Next) WholeIntervals(long from, Repeat repeat, long to)
    {
        var count = 0;
        var next = Later(from, repeat);
        for (; next <= to; next = Later(next, repeat)) count++;
        return (count, next);
    }

    // As JavaScript's Date: a day that the month does not have runs over into the next one.
    private static DateTime AddMonths(DateTime at, int months) =>
        new DateTime(at.Year, at.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(months).AddDays(at.Day - 1).Add(at.TimeOfDay);

    private static IEnumerable<Entry> EntriesOf(CustomerRows rows, string item, long now) =>
    [
        .. rows.ItemChanges.Select(change => new Entry(
            change.Quantity, change.CreatedAt.UnixMilliseconds, change.ExpiresAt?.UnixMilliseconds)),
        .. rows.OneTimePurchases.Where(purchase => purchase.Product.IncludedItems[item].Quantity > 0).Select(purchase => new Entry(
            purchase.Product.IncludedItems[item].Quantity * purchase.Quantity, purchase.CreatedAt.UnixMilliseconds, null)),
        .. rows.Subscriptions.SelectMany(subscription => EntriesOf(subscription, subscription.Product.IncludedItems[item], now)),
    ];

    private static IEnumerable<Entry> EntriesOf(StoredSubscription subscription, IncludedItem included, long now)
    {
        var amount = included.Quantity * subscription.Quantity;
        var start = subscription.PeriodStart.UnixMilliseconds;
        var end = subscription.PeriodEnd?.UnixMilliseconds;
        var until = Math.Min(now, end ?? now);
        if (until < start || amount <= 0) return [];
        var expires = included.Expires == ItemExpiry.WhenPurchaseExpires ? end : null;
        if (included.Repeat is not { } repeat) return [new Entry(amount, start, expires)];
        if (included.Expires == ItemExpiry.WhenRepeated) return Windows(amount, subscription.CreatedAt.UnixMilliseconds, repeat, until);
        return [new Entry(amount * (1 + WholeIntervals(start, repeat, until).Count), start, expires)];
    }

    private static IEnumerable<Entry> Windows(decimal amount, long anchor, Repeat repeat, long until)
    {
        if (until < anchor) yield break;
        var last = WholeIntervals(anchor, repeat, until).Count;
        for (var i = 0; i <= last; i++) yield return new Entry(amount, Later(anchor, repeat, i), Later(anchor, repeat, i + 1));
    }

    private sealed record Entry(decimal Amount, long At, long? Expires);
}
