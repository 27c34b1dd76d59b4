using SampleDeployment.Api.Engine.Rows;

namespace SampleDeployment.Api.Engine.Transactions;

/// <summary>
/// Everything that happened to a customer, computed anew of what is stored. Only repetitions and most ends are events of the clock; all
/// else has happened once it is stored, whatever its date. What changes neither items nor products is left out.
/// </summary>
internal static class History
{
    public static IEnumerable<Transaction> Of(CustomerRows rows) =>
    [
        .. rows.Subscriptions.SelectMany(subscription => Of(subscription, rows.Clock)),
        .. rows.Purchases.SelectMany(purchase => Of(purchase, rows.Clock)),
        .. rows.Changes.Select(Of),
        .. rows.Refunds.Select(Of),
    ];

    /// <summary>A subscription begins.</summary>
    public static Transaction Start(StoredSubscription subscription) => new(
        $"2:{subscription.Id}:1:1:1",
        $"sub-start:{subscription.Id}",
        subscription.CreatedAt,
        [new Marker(), .. Bought(subscription)]);

    /// <summary>Something is bought once.</summary>
    public static Transaction Buy(StoredOneTimePurchase purchase) =>
        new($"5:{purchase.Id}:1:1", $"otp:{purchase.Id}", purchase.CreatedAt, [.. Bought(purchase)]);

    /// <summary>Somebody gives or takes some of an item.</summary>
    public static Transaction Of(ItemChange change) => new(
        $"6:{change.Id}:1:1",
        $"miqc:{change.Id}",
        change.CreatedAt,
        [new ItemGrant(change.ItemId, change.Quantity, null, change.ExpiresAt)]);

    private static IEnumerable<Entry> Bought(Purchase purchase) =>
    [
        new ProductGrant(purchase.ProductId, purchase.Product, purchase.Quantity),
        .. purchase.MovesMoney ? [new MoneyTransfer(purchase.Charge)] : Array.Empty<Entry>(),
        .. purchase.Product.Items.Select(item => Repeats.Give(item, purchase.Quantity)),
    ];

    private static IEnumerable<Transaction> Of(StoredSubscription subscription, long clock)
    {
        var start = Start(subscription);
        yield return start;

        var repeats = new Repeats(subscription, start.Id, firstItem: subscription.MovesMoney ? 3 : 2);
        if (subscription.EndedAt < subscription.PeriodEnd && !repeats.Any)
        {
            yield return End(2, subscription.EndedAt.Value);
            yield break;
        }

        // An end comes before a repetition of the same moment.
        var last = Math.Min(clock, (subscription.EndedAt ?? long.MaxValue) - 1);
        var number = 2;
        for (; repeats.Next <= last; number++)
            yield return repeats.Repeat($"4:0:{subscription.Id}:{number}:1:1");
        if (subscription.EndedAt <= clock)
            yield return End(number, subscription.EndedAt.Value);

        Transaction End(int number, long at) => new(
            $"3:{subscription.Id}:{number}:1:1",
            $"sub-end:{subscription.Id}",
            at,
            [new Marker(), new ProductRevocation(subscription.ProductId, subscription.Quantity), .. repeats.Ended]);
    }

    private static IEnumerable<Transaction> Of(StoredOneTimePurchase purchase, long clock)
    {
        var bought = Buy(purchase);
        yield return bought;

        // The platform takes it that money moves unless the purchase is a test: the places of what was given without a price are wrong.
        var repeats = new Repeats(purchase, bought.Id, firstItem: purchase.IsTestMode ? 1 : 2);
        var last = Math.Min(clock, purchase.RevokedAt ?? long.MaxValue - 1);
        for (var number = 1; repeats.Next <= last; number++)
            yield return repeats.Repeat($"4:1:{purchase.Id}:{number}:1:1");
    }

    private static Transaction Of(Refund refund)
    {
        var source = refund.Revocations.Select(entry => entry.Adjusts).FirstOrDefault() ?? "";
        var id = source.Replace("sub-start:", "subscription:", StringComparison.Ordinal)
            .Replace("otp:", "one-time-purchase:", StringComparison.Ordinal);
        return new(
            $"7:refund:{id}:1",
            refund.TransactionId,
            refund.EffectiveAt,
            [.. refund.Revocations.Select(entry => new ProductRevocation(entry.ProductId, entry.Quantity))]);
    }
}
