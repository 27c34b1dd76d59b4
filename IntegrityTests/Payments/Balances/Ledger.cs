using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Payments.Balances;

/// <summary>
/// What a customer has of an item at a moment (source: docs/platform.md, Balance of an item, now). Exact, in UTC, and bounded in
/// time: windows and intervals are counted, not walked.
/// </summary>
public static class Ledger
{
    /// <summary>The balance.</summary>
    /// <param name="rows">The customer's rows.</param>
    /// <param name="type">What the customer is.</param>
    /// <param name="item">The item.</param>
    /// <param name="config">The project's config, for default products.</param>
    /// <param name="now">The moment, in milliseconds since 1970.</param>
    public static Balance BalanceOf(CustomerRows rows, CustomerType type, string item, PaymentsConfig config, long now)
    {
        try
        {
            return ExactlyOf(rows, type, item, config, now);
        }
        catch (OverflowException)
        {
            return Balance.Uncountable;
        }
    }

    private static Balance ExactlyOf(CustomerRows rows, CustomerType type, string item, PaymentsConfig config, long now)
    {
        var entries = new LedgerEntries(now);
        var problem = rows.WhyPurchasesIncomplete
            ?? rows.WhyChangesIncomplete
            ?? AddChanges(entries, rows.ItemChanges.Where(change => change.ItemId == item))
            ?? AddPurchases(entries, rows.OneTimePurchases, item)
            ?? AddSubscriptions(entries, SubscriptionsInForce.Of(rows, type, config), item, now);
        return problem is null ? entries.Balance() : Balance.Unknown(problem);
    }

    private static string? AddChanges(LedgerEntries entries, IEnumerable<StoredItemChange> changes)
    {
        foreach (var change in changes)
        {
            if (!AreTimes(change.CreatedAt, change.ExpiresAt)) return "an item change has a time that is infinite";
            var at = change.CreatedAt.UnixMilliseconds;
            var expires = change.ExpiresAt?.UnixMilliseconds;
            if (change.Quantity > 0) entries.Add(new SingleGrant(change.Quantity, at, expires));
            else if (change.Quantity < 0) entries.Use(-(decimal)change.Quantity, at, expires);
        }

        return null;
    }

    private static string? AddPurchases(LedgerEntries entries, IEnumerable<StoredOneTimePurchase> purchases, string item)
    {
        foreach (var purchase in purchases)
        {
            if (!purchase.Product.IncludedItems.TryGetValue(item, out var included)) continue;
            var name = "a one-time purchase";
            if (included.Problem is { } problem) return $"the product of {name} includes the item, but its {problem}";
            if (!AreTimes(purchase.CreatedAt)) return $"{name} has a time that is infinite";
            var amount = included.Quantity * purchase.Quantity;
            if (amount > 0) entries.Add(new SingleGrant(amount, purchase.CreatedAt.UnixMilliseconds, expires: null));
        }

        return null;
    }

    private static string? AddSubscriptions(LedgerEntries entries, IEnumerable<StoredSubscription> subscriptions, string item, long now)
    {
        foreach (var subscription in subscriptions)
        {
            if (!subscription.Product.IncludedItems.TryGetValue(item, out var included)) continue;
            var name = subscription.Id is null ? "a default product" : "a subscription";
            if (included.Problem is { } problem) return $"the product of {name} includes the item, but its {problem}";
            if (!AreTimes(subscription.CreatedAt, subscription.PeriodStart, subscription.PeriodEnd))
                return $"{name} has a time that is infinite";
            Add(entries, subscription, included, now);
        }

        return null;
    }

    private static void Add(LedgerEntries entries, StoredSubscription subscription, IncludedItem included, long now)
    {
        var amount = included.Quantity * subscription.Quantity;
        if (amount <= 0) return;
        var start = subscription.PeriodStart.UnixMilliseconds;
        var end = subscription.PeriodEnd?.UnixMilliseconds;
        var until = Math.Min(now, end ?? now);
        if (until < start)
        {
            if (end is null || start <= end) entries.Expect(start);
            return;
        }

        var expires = included.Expires == ItemExpiry.WhenPurchaseExpires ? end : null;
        if (included.Repeat is not { } repeat)
        {
            entries.Add(new SingleGrant(amount, start, expires));
        }
        else if (included.Expires == ItemExpiry.WhenRepeated)
        {
            entries.Add(new WindowGrants(amount, subscription.CreatedAt.UnixMilliseconds, repeat, now, end));
        }
        else
        {
            var (intervals, next) = UtcCalendar.WholeIntervals(start, repeat, until);
            entries.Add(new SingleGrant(amount * (1 + intervals), start, expires));
            if (end is null || next <= end) entries.Expect(next);
        }
    }

    private static bool AreTimes(params ReadOnlySpan<StoredTime?> times)
    {
        foreach (var time in times)
            if (time is { IsInfinite: true }) return false;
        return true;
    }
}
