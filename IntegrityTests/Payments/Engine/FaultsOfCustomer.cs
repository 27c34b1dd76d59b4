using System.Text.Json;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Payments.Engine;

/// <summary>Which faults of the platform's own a customer is affected by: what the engine answers, and what its authors mean.</summary>
internal sealed class FaultsOfCustomer
{
    private readonly CustomerRows _rows;
    private readonly CustomerType _type;
    private readonly PaymentsConfig _config;
    private readonly long _clock;
    private readonly long _now;
    private readonly HashSet<Guid> _copies;
    private readonly EngineCustomer _engine;

    private FaultsOfCustomer(CustomerRows rows, CustomerType type, PaymentsConfig config, long clock, long now)
    {
        (_rows, _type, _config, _clock, _now) = (rows, type, config, clock, now);
        _copies = [.. rows.EngineCopies.Select(copy => copy.Id)];
        _engine = EngineCustomer.Of(rows, type, clock);
    }

    /// <summary>Finds them.</summary>
    /// <param name="rows">The customer's rows.</param>
    /// <param name="type">What it is.</param>
    /// <param name="config">The project's config.</param>
    /// <param name="clock">How far the engine's worker has come, in milliseconds since 1970.</param>
    /// <param name="now">The moment, in milliseconds since 1970.</param>
    public static CustomerFaults Of(CustomerRows rows, CustomerType type, PaymentsConfig config, long clock, long now)
    {
        var faults = new FaultsOfCustomer(rows, type, config, clock, now);
        return new CustomerFaults([.. faults.Kinds()], faults._engine.QuantityProblem);
    }

    private IEnumerable<PlatformFault> Kinds()
    {
        if (CountsFutureExpiries()) yield return PlatformFault.FutureExpiry;
        if (EndsTooEarly()) yield return PlatformFault.FutureEnd;
        if (MissesExpiries()) yield return PlatformFault.MissedExpiry;
        if (_rows.Refunds.Any(IsSubtractedTwice)) yield return PlatformFault.DoubleRefund;
        if (_rows.Refunds.Any(LeavesItems)) yield return PlatformFault.RefundKeepsItems;
        if (Subscriptions.Any(NeverEnds)) yield return PlatformFault.NeverEnds;
        if (Subscriptions.Any(BlocksItsLine)) yield return PlatformFault.BlockedLine;
        if (Subscriptions.Any(HasOtherSnapshot)) yield return PlatformFault.OtherSnapshot;
        if (_rows.Subscriptions.Any(IsRefused) || _rows.OneTimePurchases.Any(IsRefused)) yield return PlatformFault.SecondWrite;
        if (Products.Any(IsOdd)) yield return PlatformFault.OddQuantity;
    }

    // What the engine has otherwise is another fault.
    private IEnumerable<StoredSubscription> Subscriptions => _rows.Subscriptions.Where(row => !_copies.Contains(row.Id!.Value));

    private IEnumerable<StoredOneTimePurchase> Purchases => _rows.OneTimePurchases.Where(row => !_copies.Contains(row.Id));

    private IEnumerable<StoredItemChange> Changes =>
        _rows.ItemChanges.Where(row => row.CustomerType == _type.Label() && !_copies.Contains(row.Id));

    private IEnumerable<Product> Products => Subscriptions.Where(row => row.Quantity > 0).Select(row => row.Product)
        .Concat(Purchases.Where(row => row.Quantity > 0).Select(row => row.Product));

    private static bool NeverEnds(StoredSubscription row) =>
        row is { EndedAt: null, Quantity: > 0, Status: "canceled" or "unpaid" or "incomplete_expired" };

    private static bool IsOdd(Product product) =>
        SnapshotItem.Of(product).Any(item => item.Quantity < 0 || !decimal.IsInteger(item.Quantity));

    private bool CountsFutureExpiries() => Changes
        .Where(row => row.ExpiresAt is { IsInfinite: false } expires && expires.UnixMilliseconds > _now)
        .Select(row => row.ItemId)
        .Distinct()
        .Any(item => _engine.BalanceOf(item).Quantity < _engine.IntendedBalanceOf(item, _now).Quantity);

    private bool EndsTooEarly()
    {
        var early = Subscriptions
            .Where(row => row is { Quantity: > 0, EndedAt.IsInfinite: false } && row.EndedAt.Value.UnixMilliseconds > _now)
            .Where(row => row.EndedAt?.UnixMilliseconds < row.PeriodEnd?.UnixMilliseconds)
            .Where(row => SnapshotItem.Of(row.Product).All(item => item.Interval is null))
            .Select(row => row.ProductId)
            .ToHashSet();
        return early.Count > 0 && _engine.IntendedOwned(_now).Any(intended => early.Contains(intended.ProductId)
            && intended.Quantity > (_engine.Owned.FirstOrDefault(owned => owned.ProductId == intended.ProductId)?.Quantity ?? 0));
    }

    private bool MissesExpiries()
    {
        if (!Purchases.Any(row => !row.IsTestMode
            && SnapshotItem.Of(row.Product).Any(item => item is { Expires: ItemExpiry.WhenRepeated, Interval: not null })))
            return false;
        var meant = EngineCustomer.AsMeant(_rows, _type, _clock);
        return _engine.Items.Any(item => _engine.BalanceOf(item).Quantity != meant.BalanceOf(item).Quantity);
    }

    // A refund of everything cancels the subscription at the period's end instead of reducing it.
    private bool IsSubtractedTwice(StoredRefund refund) => Subscriptions.Any(row =>
        refund.Row == $"refund:subscription:{row.Id}"
        && row is { Quantity: > 0, CancelsAtPeriodEnd: false }
        && refund.Products.Any(product => product is { Quantity: > 0, EntryIndex: 0 }));

    private bool LeavesItems(StoredRefund refund) => refund.Products.Any(product => product.Quantity > 0)
        && Purchases.Any(row => refund.Row == $"refund:one-time-purchase:{row.Id}"
            && row.Quantity > 0
            && SnapshotItem.Of(row.Product).Any(item => item.Quantity > 0));

    private bool IsRefused(StoredSubscription row) =>
        _copies.Contains(row.Id!.Value) && IsRefused(row.Product, row.PriceId, row.CreatedAt, row.EndedAt);

    private bool IsRefused(StoredOneTimePurchase row) =>
        _copies.Contains(row.Id) && IsRefused(row.Product, row.PriceId, row.CreatedAt, row.RevokedAt);

    // What the engine can never write. Whatever else it lacks is damage.
    private bool IsRefused(Product product, string? priceId, StoredTime createdAt, StoredTime? until)
    {
        if (CustomerEvents.IsCharged(product, priceId) is null) return true;
        var last = Math.Min(_clock, until is { IsInfinite: false } end ? end.UnixMilliseconds : long.MaxValue);
        var repeating = SnapshotItem.Of(product).Where(item => item.Interval is not null).ToList();
        return repeating.Where(item => item.Expires == ItemExpiry.WhenRepeated)
            .SelectMany(_ => repeating.Where(item => item.Expires == ItemExpiry.Never), (ended, kept) => (ended.Interval, kept.Interval))
            .Any(pair => pair.Item1 != pair.Item2 && createdAt.UnixMilliseconds + Common(pair.Item1!.Value, pair.Item2!.Value) <= last);
    }

    private static Int128 Common(Int128 one, Int128 other)
    {
        var (divisor, rest) = (one, other);
        while (rest != 0) (divisor, rest) = (rest, divisor % rest);
        return one / divisor * other;
    }

    private bool BlocksItsLine(StoredSubscription row) => row is { Status: "canceled", Quantity: > 0, EndedAt.IsInfinite: false }
        && row.EndedAt.Value.UnixMilliseconds > _now
        && row.Product.ProductLineId is not null;

    private bool HasOtherSnapshot(StoredSubscription row) => row.ProductId is { } id
        && _config.Products.TryGetValue(id, out var named)
        && row.Product.Problem is null
        && !JsonElement.DeepEquals(named.Body, row.Product.Body)
        && _config.Products.Any(known => known.Key != id && JsonElement.DeepEquals(known.Value.Body, row.Product.Body));
}
