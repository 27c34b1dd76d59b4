using FluentAssertions;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using Xunit;
using static IntegrityTests.Tests.Payments.Engine.EngineRows;

namespace IntegrityTests.Tests.Payments.Engine;

/// <summary>What the engine does where one could expect something else (source: docs/platform.md, Engine).</summary>
public sealed class EngineOdditiesTests
{
    private const string Weekly = """[1, "week"]""";
    private static readonly string[] ProductIds = ["pro", "addon", "_z", "Addon", "max", "9x"];

    [Theory]
    [InlineData("day", 1)]
    [InlineData("week", 7)]
    [InlineData("month", 30)]
    [InlineData("year", 365)]
    public void Units_have_a_fixed_length(string unit, int days)
    {
        var product = Including(Item("a", "1", $"[2, \"{unit}\"]"));

        At((2 * days) - 0.001, Subscription(product)).BalanceOf("a").Quantity.Should().Be(1);
        At(2 * days, Subscription(product)).BalanceOf("a").Quantity.Should().Be(2);
    }

    [Theory]
    [InlineData("""[1, "fortnight"]""")]
    [InlineData("[1, 7]")]
    [InlineData("\"never\"")]
    [InlineData("[]")]
    public void What_is_no_known_interval_means_no_repetition(string repeat) =>
        At(400, Subscription(Including(Item("a", "1", repeat)))).BalanceOf("a").Should().Be(new Balance(1, null, null));

    [Fact]
    public void Nothing_is_due_before_the_clock_reaches_it_and_starts_are_always_there()
    {
        var customer = At(0, Subscription(Including(Item("a", "1", Weekly)), start: 3, ended: 300), Change("a", 4, 9));

        customer.BalanceOf("a").Should().Be(new Balance(5, Millis(10), null));
        customer.Owned.Listed().Should().Equal("1 x pro");
    }

    [Fact]
    public void The_next_event_is_the_soonest_of_all_purchases() => At(
        8,
        Subscription(Including(Item("a", "1", Weekly))),
        Subscription(Including(Item("a", "1")), ended: 20, periodEnd: 20, name: "s2"),
        Grant(Including(Item("b", "1", """[12, "day"]""")))).NextEvent.Should().Be(Millis(12));

    [Fact]
    public void Each_item_of_a_purchase_is_granted_again_at_its_own_times()
    {
        var customer = At(2, Subscription(Including($"{Item("a", "1", Weekly)}, {Item("b", "1", """[1, "day"]""")}")));

        customer.BalanceOf("a").Should().Be(new Balance(1, Millis(3), null));
        customer.BalanceOf("b").Should().Be(new Balance(3, Millis(3), null));
    }

    [Fact]
    public void Items_are_in_the_order_of_their_lengths_and_letters() =>
        SnapshotItem.Of(Including($"{Item("b", "1")}, {Item("aa", "1")}, {Item("a", "1")}"))
            .Select(item => item.Id).Should().Equal("a", "b", "aa");

    [Fact]
    public void The_period_and_the_status_have_no_part_in_it() =>
        At(100, Subscription(Including(Item("a", "1", Weekly)), periodEnd: 1) with { Status = "unpaid" })
            .BalanceOf("a").Quantity.Should().Be(15);

    [Theory]
    [InlineData(14, 3)]
    [InlineData(13.9, 2)]
    public void A_purchase_that_is_revoked_repeats_up_to_that_moment(double revoked, decimal balance) =>
        At(100, Grant(Including(Item("a", "1", Weekly))) with { RevokedAt = Day(revoked) }).BalanceOf("a").Quantity.Should().Be(balance);

    [Fact]
    public void A_refunded_purchase_keeps_its_items_and_goes_on_repeating()
    {
        var refund = new StoredRefund(
            $"refund:one-time-purchase:{Id("p1")}", Millis(1), [new RefundedProduct(0, "pack", 1, $"otp:{Id("p1")}", 0)]);
        var customer = At(15, Paid(Including(Item("a", "5", Weekly))) with { RefundedAt = Day(1) }, refund);

        customer.Owned.Should().BeEmpty();
        customer.BalanceOf("a").Quantity.Should().Be(15);
    }

    [Fact]
    public void A_partial_refund_of_a_subscription_is_subtracted_twice() => At(
        3,
        Subscription(Including(Item("a", "5")), quantity: 2) with { RefundedAt = Day(1) },
        RefundOfSubscription(quantity: 1, at: 1)).Owned.Listed().Should().Equal("1 x pro");

    [Fact]
    public void A_product_is_never_owned_less_than_not_at_all_so_that_a_later_purchase_counts_in_full() => At(
        30,
        Subscription(Including(""), quantity: 1),
        RefundOfSubscription(quantity: 5, at: 1),
        Subscription(Including(""), quantity: 2, start: 3, name: "s2")).Owned.Listed().Should().Equal("2 x pro");

    [Fact]
    public void At_one_time_grants_come_before_revocations() => At(
        30,
        Subscription(Including(""), quantity: 2),
        RefundOfSubscription(quantity: 3, at: 5),
        Subscription(Including(""), quantity: 2, start: 5, name: "s2")).Owned.Listed().Should().Equal("1 x pro");

    [Fact]
    public void A_grant_comes_before_the_end_of_another_purchase_at_one_time() => At(
        30,
        Subscription(Including(""), ended: 5),
        RefundOfSubscription(quantity: 1, at: 1),
        Grant(Including(""), at: 5) with { ProductId = "pro" }).Owned.Should().BeEmpty();

    [Fact]
    public void Products_are_listed_in_upper_case_order_with_inline_ones_as_one_behind_letters_and_digits()
    {
        object[] bought =
        [
            .. ProductIds.Select(id => Grant(Including(""), name: id) with { ProductId = id }),
            Grant(Including(""), name: "i1") with { ProductId = null },
            Grant(Including(Item("a", "1")), at: 1, name: "i2") with { ProductId = null },
        ];

        var owned = At(2, bought).Owned;

        owned.Listed().Should().Equal("1 x 9x", "1 x addon", "1 x Addon", "1 x max", "1 x pro", "1 x _z", "2 x inline");
        owned[^1].Product!.IncludedItems.Should().ContainKey("a");
    }

    [Fact]
    public void Uses_take_what_ends_soonest_first() => At(
        9,
        Change("a", 5, 0),
        Change("a", 3, 1, expires: 8, name: "c2"),
        Change("a", 3, 1, expires: 7, name: "c3"),
        Change("a", -4, 2, expires: 100, name: "c4")).BalanceOf("a").Quantity.Should().Be(5);

    [Fact]
    public void Only_a_marker_or_a_zero_ends_a_grant() => At(
        9,
        Subscription(Including(Item("b", "1", Weekly)), name: "s2"),
        Change("a", 3, 1, expires: 2),
        Change("a", 1, 20, name: "c2")).BalanceOf("a").Quantity.Should().Be(1);

    [Fact]
    public void A_grant_that_ends_before_it_begins_vanishes() =>
        At(9, Change("a", 3, 5, expires: 5), Change("a", 3, 5, expires: 4, name: "c2")).BalanceOf("a").Quantity.Should().Be(0);

    [Fact]
    public void An_end_at_the_time_of_a_change_begins_a_new_window() => At(
        20,
        Change("a", 10, 1),
        Subscription(Including(Item("a", "5", null, "when-purchase-expires")), start: 2, ended: 9),
        Change("a", -4, 9, name: "c2")).BalanceOf("a").Quantity.Should().Be(6);

    [Fact]
    public void A_use_at_the_time_of_an_end_takes_nothing_of_what_ends() => At(
        20,
        Change("a", 2, 1),
        Subscription(Including(Item("a", "5", null, "when-purchase-expires")), start: 2, ended: 9),
        Change("a", -4, 9, name: "c2")).BalanceOf("a").Quantity.Should().Be(-2);

    [Fact]
    public void Any_items_end_divides_the_changes_of_all_items()
    {
        object[] rows = [Change("a", 10, 1), Change("a", 4, 3, expires: 30, name: "c2"), Change("a", -6, 5, name: "c3")];
        At(40, rows).BalanceOf("a").Quantity.Should().Be(4 - 4 + 4);

        var other = Subscription(Including(Item("b", "1", null, "when-purchase-expires")), ended: 4, periodEnd: 4);
        At(40, [.. rows, other]).BalanceOf("a").Quantity.Should().Be(8);
    }

    [Fact]
    public void Fractions_and_negative_quantities_are_granted_as_they_stand()
    {
        var customer = At(1, Subscription(Including($"{Item("a", "0.5")}, {Item("b", "-5")}"), quantity: 3));

        customer.BalanceOf("a").Quantity.Should().Be(1.5m);
        customer.BalanceOf("b").Quantity.Should().Be(-15);
    }

    [Fact]
    public void A_quantity_that_is_missing_grants_nothing() =>
        At(1, Subscription(Including("\"a\": {}"))).BalanceOf("a").Should().Be(new Balance(0, null, null));

    [Fact]
    public void Item_changes_of_another_customer_type_are_another_customers() =>
        At(1, Change("a", 5, 0) with { CustomerType = "TEAM" }).BalanceOf("a").Quantity.Should().Be(0);

    [Fact]
    public void A_purchase_that_the_engine_lacks_gives_nothing()
    {
        var customer = At(1, Grant(Including(Item("a", "5"))), new EngineCopy(Id("p1"), null), Change("a", 1, 0));

        customer.Owned.Should().BeEmpty();
        customer.BalanceOf("a").Quantity.Should().Be(1);
    }

    [Fact]
    public void A_subscription_that_the_engine_has_in_an_older_state_counts_as_it_was()
    {
        var older = new EngineCopy(Id("s1"), """
            {
                "product": { "includedItems": { "a": { "quantity": 2 } } }, "productId": "old", "quantity": 3, "createdAtMillis": 0,
                "endedAtMillis": null, "currentPeriodEndMillis": 10, "priceId": null, "creationSource": "STRIPE"
            }
            """);
        var customer = At(9, Subscription(Including(Item("a", "5")), ended: 1), older);

        customer.Owned.Listed().Should().Equal("3 x old");
        customer.BalanceOf("a").Quantity.Should().Be(6);
    }
}
