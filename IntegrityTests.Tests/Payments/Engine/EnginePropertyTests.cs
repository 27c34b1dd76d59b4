using System.Globalization;
using CsCheck;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using Xunit;
using static IntegrityTests.Tests.Payments.Engine.EngineRows;

namespace IntegrityTests.Tests.Payments.Engine;

/// <summary>What holds for any rows of a customer; a failure names the seed that shows it again.</summary>
public sealed class EnginePropertyTests
{
    private const int Cases = 400;
    private static readonly string[] Items = ["a", "b"];

    private static readonly Gen<string> Included = Gen.Select(
        Gen.OneOf("1", "3", "0.5", "-2", "0"),
        Gen.OneOf("", "[1, \"week\"]", "[3, \"day\"]"),
        Gen.OneOf("", "when-purchase-expires", "when-repeated"))
        .Select((quantity, repeat, expires) => $"{quantity}|{repeat}|{expires}");

    private static readonly Gen<Product> Products = Gen.Select(Included, Included, Gen.Bool)
        .Select((a, b, both) => Including(both ? $"{ItemOf("a", a)}, {ItemOf("b", b)}" : ItemOf("a", a)));

    private static readonly Gen<double> Days = Gen.Int[0, 40].Select(day => (double)day);

    private static readonly Gen<StoredSubscription> Subscriptions = Gen.Select(
        Products, Gen.Int[0, 3], Days, Gen.Int[-3, 40], Gen.Int[0, 99])
        .Select((product, quantity, start, length, name) =>
            Subscription(product, quantity, start, length > 20 ? null : start + length, periodEnd: 30, name: $"s{name}"));

    private static readonly Gen<StoredOneTimePurchase> Purchases = Gen.Select(Products, Gen.Int[0, 3], Days, Gen.Bool, Gen.Int[0, 99])
        .Select((product, quantity, at, isPaid, name) =>
            isPaid ? Paid(product, quantity, at, $"p{name}") : Grant(product, quantity, at, $"p{name}"));

    private static readonly Gen<StoredItemChange> Changes = Gen.Select(
        Gen.OneOf("a", "b"), Gen.Int[-6, 6], Days, Gen.Int[0, 80], Gen.Int[0, 999])
        .Select((item, quantity, at, expires, name) => Change(item, quantity, at, expires > 40 ? null : expires, $"c{name}"));

    private static readonly Gen<CustomerRows> AnyRows = Gen.Select(Subscriptions.List[0, 3], Purchases.List[0, 2], Changes.List[0, 6])
        .Select((subscriptions, purchases, changes) => CustomerOf(
            [.. subscriptions.DistinctBy(row => row.Id), .. purchases.DistinctBy(row => row.Id), .. changes.DistinctBy(row => row.Id)]));

    [Fact]
    public void The_order_of_rows_does_not_matter() => Gen.Select(AnyRows, Days).Sample(
        (rows, clock) => State(rows, clock) == State(
            new CustomerRows([.. rows.Subscriptions.Reverse()], [.. rows.OneTimePurchases.Reverse()], [.. rows.ItemChanges.Reverse()]),
            clock),
        iter: Cases);

    [Fact]
    public void Nothing_changes_before_the_next_event() => Gen.Select(AnyRows, Days).Sample(
        (rows, clock) =>
        {
            var now = Of(rows, Millis(clock));
            var last = now.NextEvent - 1 ?? Millis(10_000);
            return last >= Millis(clock) && State(Of(rows, last)) == State(now) && Of(rows, last).NextEvent == now.NextEvent;
        },
        iter: Cases);

    [Fact]
    public void What_lies_in_the_past_is_as_intended() => AnyRows.Sample(
        rows =>
        {
            // Nothing that these rows date lies after day 80, and the clock stands later.
            var customer = Of(rows, Millis(100));
            return Items.All(item => customer.BalanceOf(item) == customer.IntendedBalanceOf(item, Millis(100)))
                && customer.Owned.Listed().SequenceEqual(customer.IntendedOwned(Millis(100)).Listed());
        },
        iter: Cases);

    [Fact]
    public void A_grant_before_all_else_that_never_ends_adds_what_it_grants() => Gen.Select(AnyRows, Gen.Int[1, 9], Days).Sample(
        (rows, quantity, clock) =>
        {
            var granted = rows with { ItemChanges = [.. rows.ItemChanges, Change("a", quantity, -1, name: "first")] };
            return !IsEveryChangePositive(rows)
                || Of(granted, Millis(clock)).BalanceOf("a").Quantity == Of(rows, Millis(clock)).BalanceOf("a").Quantity + quantity;
        },
        iter: Cases);

    [Fact]
    public void Products_are_the_sum_of_what_was_bought_and_not_ended() => Gen.Select(AnyRows, Days).Sample(
        (rows, clock) =>
        {
            // An end before the start finds nothing to take.
            if (rows.Subscriptions.Any(row => row.EndedAt?.UnixMilliseconds < row.CreatedAt.UnixMilliseconds)) return true;
            var expected = rows.Subscriptions.Where(row => !HasEnded(row, Millis(clock))).Sum(row => row.Quantity);
            return (Of(rows, Millis(clock)).Owned.SingleOrDefault(product => product.ProductId == "pro")?.Quantity ?? 0) == expected;
        },
        iter: Cases);

    private static bool HasEnded(StoredSubscription row, long clock) => row.EndedAt?.UnixMilliseconds is { } ended
        && (ended <= clock || (ended < Millis(30) && row.Product.IncludedItems.All(item => item.Value.Repeat is null)));

    private static bool IsEveryChangePositive(CustomerRows rows) => rows.ItemChanges.All(row => row.Quantity >= 0)
        && !rows.Subscriptions.Select(row => row.Product).Concat(rows.OneTimePurchases.Select(row => row.Product))
            .Any(product => product.IncludedItems.Any(item => item.Value.Quantity < 0));

    private static string ItemOf(string id, string parts) =>
        Item(id, parts.Split('|')[0], Optional(parts.Split('|')[1]), Optional(parts.Split('|')[2]));

    private static string? Optional(string text) => text.Length == 0 ? null : text;

    private static string State(CustomerRows rows, double clock) => State(Of(rows, Millis(clock)));

    private static string State(EngineCustomer customer) => string.Join(
        ", ",
        Items.Select(item => customer.BalanceOf(item).Quantity?.ToString("G29", CultureInfo.InvariantCulture))
            .Concat(customer.Owned.Listed()));

    private static EngineCustomer Of(CustomerRows rows, long clock) => EngineCustomer.Of(rows, CustomerType.User, clock);
}
