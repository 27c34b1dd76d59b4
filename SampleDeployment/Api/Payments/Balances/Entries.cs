using SampleDeployment.Api.Payments.Customers;
using SampleDeployment.Api.Payments.Products;

namespace SampleDeployment.Api.Payments.Balances;

/// <summary>What purchases and changes give of an item until now.</summary>
internal static class Entries
{
    public static IEnumerable<Entry> Of(ItemChange change) => [new(change.Quantity, change.CreatedAt, change.ExpiresAt)];

    /// <summary>A one-time purchase gives for good, also when it was refunded.</summary>
    public static IEnumerable<Entry> Of(OneTimePurchase purchase, string item) =>
        purchase.Product.Item(item) is { } included && included.Quantity * purchase.Quantity > 0
            ? [new(included.Quantity * purchase.Quantity, purchase.CreatedAt, null)]
            : [];

    /// <summary>A subscription of any status gives until its period ends.</summary>
    public static IEnumerable<Entry> Of(Subscription subscription, string item, long now)
    {
        if (subscription.Product.Item(item) is not { } included || included.Quantity * subscription.Quantity <= 0)
            return [];

        var until = Math.Min(now, subscription.PeriodEnd ?? long.MaxValue);
        return until < subscription.PeriodStart ? [] : Given(subscription, included, included.Quantity * subscription.Quantity, until);
    }

    private static IEnumerable<Entry> Given(Subscription subscription, IncludedItem included, double amount, long until)
    {
        var end = included.Expires == "when-purchase-expires" ? subscription.PeriodEnd : null;
        if (included.Repeat is not { } repeat) return [new(amount, subscription.PeriodStart, end)];
        if (included.Expires == "when-repeated")
            return Windows(subscription.CreatedAt, repeat, amount, until);
        return [new(amount * (1 + repeat.Between(subscription.PeriodStart, until)), subscription.PeriodStart, end)];
    }

    private static IEnumerable<Entry> Windows(long created, Interval repeat, double amount, long until)
    {
        if (until < created) yield break;

        // Windows are counted by stepping, and begin in one step: after the 28th of a month that is not the same.
        var last = repeat.Between(created, until);
        for (var i = 0L; i <= last; i++)
            yield return new(amount, repeat.After(created, i), repeat.After(created, i + 1));
    }
}

/// <summary>Something that was given (or taken, if negative) at a moment, and ends at another one or never.</summary>
internal readonly record struct Entry(double Amount, long GrantedAt, long? ExpiresAt);
