using System.Globalization;
using CsCheck;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Balances;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using Xunit;
using static IntegrityTests.Tests.Payments.Balances.LedgerRows;

namespace IntegrityTests.Tests.Payments.Balances;

/// <summary>What holds for any rows of a customer; a failure names the seed that shows it again.</summary>
public sealed class LedgerPropertyTests
{
    private const int Cases = 300;
    private const int ForeseenDays = 70;
    private const long DayMillis = 86_400_000;
    private static readonly long FirstDay = Millis("2025-01-01");

    // Mostly at the ends of months, where steps run over, and always at midnight, so that moments often coincide.
    private static readonly Gen<long> MonthEnds = Gen.Select(Gen.Int[1, 15], Gen.Int[-3, 3])
        .Select((month, day) => NaiveLedger.Later(FirstDay, new Repeat(1, RepeatUnit.Month), month) + (day * DayMillis));

    private static readonly Gen<long> Days = Gen.OneOf<long>(
        MonthEnds, MonthEnds, Gen.Int[25, 450].Select(day => FirstDay + (day * DayMillis)));

    private static readonly Gen<long> Moments = Gen.Select(Days, Gen.OneOf(0, 0, -1)).Select((day, millis) => day + millis);
    private static readonly Gen<long?> LaterDays = Gen.OneOf<long?>(Days.Select(day => (long?)day), Gen.Const((long?)null));

    private static readonly Gen<StoredItemChange> ItemChanges = Gen.Select(Gen.Int[-6, 6], Days, LaterDays)
        .Select((quantity, at, expires) => ChangeOf(quantity, at, expires));

    private static readonly Gen<string> Repeats = Gen.OneOf<string>(
        Gen.Const("\"never\""),
        Gen.Select(Gen.OneOf(1, 1, 2, 5), Gen.OneOf("week", "month", "month", "year")).Select((count, unit) => $"[{count}, \"{unit}\"]"),
        Gen.Int[5, 40].Select(count => $"[{count}, \"day\"]"));

    private static readonly Gen<Product> Products = Gen.Select(
        Gen.OneOf("0", "1", "2", "3", "0.5", "4.25", "-5"),
        Repeats,
        Gen.OneOf("never", "when-purchase-expires", "when-repeated", "when-repeated"))
        .Select((quantity, repeat, expires) =>
            ProductWith($$"""{ "quantity": {{quantity}}, "repeat": {{repeat}}, "expires": "{{expires}}" }"""));

    private static readonly Gen<StoredSubscription> Subscriptions = Gen.Select(Products, Gen.Int[0, 2], Days, Days, LaterDays)
        .Select((product, quantity, created, start, end) => new StoredSubscription
        {
            Id = Guid.Empty,
            ProductId = "pro",
            Product = product,
            Quantity = quantity,
            Status = "active",
            CreatedAt = StoredTime.OfUnixMilliseconds(created),
            PeriodStart = StoredTime.OfUnixMilliseconds(start),
            PeriodEnd = end is { } known ? StoredTime.OfUnixMilliseconds(known) : null,
        });

    private static readonly Gen<StoredOneTimePurchase> Purchases = Gen.Select(Products, Gen.Int[0, 2], Days)
        .Select((product, quantity, at) =>
            new StoredOneTimePurchase(Guid.Empty, "pack", product, quantity, StoredTime.OfUnixMilliseconds(at), RefundedAt: null));

    private static readonly Gen<CustomerRows> AnyRows = Gen.Select(Subscriptions.List[0, 2], Purchases.List[0, 1], ItemChanges.List[0, 5])
        .Select((subscriptions, purchases, changes) => new CustomerRows(subscriptions, purchases, changes));

    [Fact]
    public void The_balance_is_what_walking_event_by_event_gives() => Gen.Select(AnyRows, Moments).Sample(
        (rows, now) => BalanceOf(rows, now) == NaiveLedger.BalanceOf(rows, Credits, now),
        iter: 5 * Cases,
        print: sample => Print(sample.Item1, sample.Item2));

    [Fact]
    public void The_order_of_rows_does_not_matter() => Gen.Select(AnyRows, Moments).Sample(
        (rows, now) =>
        {
            var reversed = new CustomerRows(
                [.. rows.Subscriptions.Reverse()], [.. rows.OneTimePurchases.Reverse()], [.. rows.ItemChanges.Reverse()]);
            return LedgerOf(rows, now) == LedgerOf(reversed, now);
        },
        iter: Cases,
        print: sample => Print(sample.Item1, sample.Item2));

    [Fact]
    public void Until_ValidUntil_nothing_changes_and_from_then_on_the_ledger_says_what_does() => Gen.Select(AnyRows, Moments).Sample(
        (rows, now) =>
        {
            var balance = LedgerOf(rows, now);
            foreach (var moment in MidnightsAfter(now).SelectMany(day => (long[])[day - 1, day]).Where(moment => moment >= now))
            {
                while (balance.ValidUntil <= moment) balance = LedgerOf(rows, balance.ValidUntil.Value);
                if (balance.Quantity != NaiveLedger.BalanceOf(rows, Credits, moment)) return false;
            }

            return true;
        },
        iter: Cases / 3,
        print: sample => Print(sample.Item1, sample.Item2));

    [Fact]
    public void ValidUntil_is_always_later() => Gen.Select(AnyRows, Moments).Sample(
        (rows, now) => LedgerOf(rows, now).ValidUntil is not { } until || until > now,
        iter: Cases,
        print: sample => Print(sample.Item1, sample.Item2));

    [Fact]
    public void A_grant_that_never_expires_adds_what_it_grants() => Gen.Select(AnyRows, Gen.Int[1, 6], Days, Moments).Sample(
        (rows, quantity, at, now) => at > now || BalanceOf(With(rows, quantity, at, null), now) == BalanceOf(rows, now) + quantity,
        iter: Cases,
        print: sample => Print(sample.Item1, sample.Item4));

    [Fact]
    public void A_use_that_expired_changes_nothing() => Gen.Select(AnyRows, Gen.Int[-6, -1], Days, Days, Moments).Sample(
        (rows, quantity, at, expires, now) => expires > now || BalanceOf(With(rows, quantity, at, expires), now) == BalanceOf(rows, now),
        iter: Cases,
        print: sample => Print(sample.Item1, sample.Item5));

    [Fact]
    public void A_grant_that_expired_before_every_use_changes_nothing() => Gen.Select(AnyRows, Gen.Int[1, 6], Moments).Sample(
        (rows, quantity, now) => BalanceOf(With(rows, quantity, FirstDay, FirstDay + DayMillis), now) == BalanceOf(rows, now),
        iter: Cases,
        print: sample => Print(sample.Item1, sample.Item3));

    // Uses may have been taken from it, so that they do not lessen what is left.
    [Fact]
    public void A_grant_that_expired_adds_at_most_what_it_granted() => Gen.Select(AnyRows, Gen.Int[1, 6], Days, Days, Moments).Sample(
        (rows, quantity, at, expires, now) => expires < at || expires > now
            || BalanceOf(With(rows, quantity, at, expires), now) - BalanceOf(rows, now) is { } more && more >= 0 && more <= quantity,
        iter: Cases,
        print: sample => Print(sample.Item1, sample.Item5));

    private static IEnumerable<long> MidnightsAfter(long moment) =>
        Enumerable.Range(1, ForeseenDays).Select(day => ((moment / DayMillis) + day) * DayMillis);

    private static Balance LedgerOf(CustomerRows rows, long now) =>
        Ledger.BalanceOf(rows, CustomerType.User, Credits, PaymentsConfig.None, now);

    private static decimal? BalanceOf(CustomerRows rows, long now) => LedgerOf(rows, now).Quantity;

    private static CustomerRows With(CustomerRows rows, int quantity, long at, long? expires) =>
        rows with { ItemChanges = [.. rows.ItemChanges, ChangeOf(quantity, at, expires)] };

    private static StoredItemChange ChangeOf(int quantity, long at, long? expires) => new(
        Guid.Empty,
        Credits,
        "USER",
        quantity,
        StoredTime.OfUnixMilliseconds(at),
        expires is { } end ? StoredTime.OfUnixMilliseconds(end) : null);

    private static string Print(CustomerRows rows, long now) => string.Join(
        Environment.NewLine,
        [
            $"now {Date(now)}",
            .. rows.Subscriptions.Select(row =>
                $"subscription {row.Quantity} x {row.Product.Body}, created {Date(row.CreatedAt)}, "
                    + $"from {Date(row.PeriodStart)} to {Date(row.PeriodEnd)}"),
            .. rows.OneTimePurchases.Select(row => $"purchase {row.Quantity} x {row.Product.Body}, created {Date(row.CreatedAt)}"),
            .. rows.ItemChanges.Select(row => $"change {row.Quantity}, created {Date(row.CreatedAt)}, expires {Date(row.ExpiresAt)}"),
        ]);

    private static string Date(StoredTime? time) => time is { } known ? Date(known.UnixMilliseconds) : "never";

    private static string Date(long millis) => DateTimeOffset.FromUnixTimeMilliseconds(millis).ToString("O", CultureInfo.InvariantCulture);
}
