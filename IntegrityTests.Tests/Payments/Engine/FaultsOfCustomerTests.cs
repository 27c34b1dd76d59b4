using FluentAssertions;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Tests.Fakes;
using Xunit;
using static IntegrityTests.Tests.Payments.Engine.EngineRows;

namespace IntegrityTests.Tests.Payments.Engine;

public sealed class FaultsOfCustomerTests
{
    private const string Weekly = """[1, "week"]""";
    private const string Daily = """[1, "day"]""";

    [Theory]
    [InlineData(20, 9, true)]
    [InlineData(9.5, 10, false)]
    public void A_grant_counts_as_nothing_while_its_expiry_is_to_come(double expires, double now, bool isFault) =>
        Names(now, Change("a", 5, 1, expires)).Should().Equal(isFault ? ["future-expiry"] : []);

    [Fact]
    public void A_grant_with_an_expiry_to_come_is_as_it_should_be_where_a_later_row_does_not_matter() =>
        Names(9, Change("a", -5, 1, expires: 20)).Should().BeEmpty();

    [Fact]
    public void A_change_that_lies_in_the_future_is_no_expiry_to_come()
    {
        var used = Change("a", -5, 20, name: "used");

        Names(9, used, Change("a", 5, 1, expires: 9)).Should().BeEmpty("the grant has expired");
        Names(9, used, Change("a", 5, 1, expires: 30) with { CustomerType = "TEAM" }).Should().BeEmpty("it is a team's");
    }

    [Theory]
    [InlineData(5, null, true)]
    [InlineData(5, Weekly, false)]
    [InlineData(0.5, null, false)]
    [InlineData(30, null, false)]
    public void A_subscription_that_is_to_end_ends_at_once(double ended, string? repeat, bool isFault) =>
        Names(1, Subscription(Including(Item("a", "7", repeat)), ended: ended)).Should().Equal(isFault ? ["future-end"] : []);

    [Fact]
    public void A_subscription_whose_product_includes_nothing_ends_at_once_too() =>
        Names(1, Subscription(Including("")) with { EndedAt = Day(5) }, Paid(Including(""))).Should().Equal("future-end");

    [Fact]
    public void A_refund_that_lies_in_the_future_is_no_end_to_come()
    {
        object[] refunded = [Subscription(Including(""), name: "s2"), RefundOfSubscription(quantity: 1, at: 20, name: "s2")];

        Names(5, Subscription(Including(""), ended: 5))
            .Should().BeEmpty();
        Names(5, [Subscription(Including(""), ended: 5), .. refunded])
            .Should().Equal(["double-refund"], "it has ended");
        Names(5, [Subscription(Including(""), quantity: 0, ended: 9), .. refunded])
            .Should().Equal(["double-refund"], "nothing was bought");
        Names(5, [Subscription(Including(""), ended: 30), .. refunded])
            .Should().Equal(["double-refund"], "its period ends then too");
        Names(5, [Subscription(Including($"{Item("a", "7")}, {Item("b", "7", Weekly)}"), ended: 9), .. refunded])
            .Should().Equal(["double-refund"], "an item repeats");
    }

    [Fact]
    public void A_subscription_that_is_to_end_is_as_it_should_be_while_the_customer_owns_as_many() => Names(
        1,
        Subscription(Including(""), ended: 5),
        Subscription(Including(""), start: 20, name: "s2")).Should().BeEmpty();

    [Theory]
    [InlineData(6, false)]
    [InlineData(8, true)]
    public void A_grant_without_a_price_misses_its_first_expiry_when_it_comes(double now, bool isFault)
    {
        var product = Including(Item("a", "10", Weekly, "when-repeated"));
        Names(now, Grant(product)).Should().Equal(isFault ? ["missed-expiry"] : []);
        Names(now, Paid(product)).Should().BeEmpty();
        Names(now, Grant(product) with { IsTestMode = true }).Should().BeEmpty();
    }

    [Fact]
    public void A_grant_that_misses_its_expiry_is_seen_beside_others()
    {
        var product = Including($"{Item("a", "10", Weekly, "when-repeated")}, {Item("b", "1")}");

        Names(8, Grant(product), Paid(Including(""), name: "p2")).Should().Equal("missed-expiry");
    }

    [Fact]
    public void A_partial_refund_is_subtracted_twice()
    {
        var subscription = Subscription(Including(Item("a", "7")), quantity: 2);

        Names(3, subscription, RefundOfSubscription(quantity: 1, at: 1)).Should().Equal("double-refund");
        Names(3, subscription, RefundOfSubscription(quantity: 0, at: 1)).Should().BeEmpty();
        Names(3, subscription with { CancelsAtPeriodEnd = true }, RefundOfSubscription(quantity: 2, at: 1)).Should().BeEmpty();
        Names(3, subscription with { Quantity = 0 }, RefundOfSubscription(quantity: 1, at: 1)).Should().BeEmpty();
    }

    [Fact]
    public void A_partial_refund_of_more_than_the_start_is_subtracted_twice()
    {
        var refund = RefundOfSubscription(quantity: 1, at: 1);
        refund = refund with { Products = [.. refund.Products, refund.Products[0] with { Index = 1, EntryIndex = 4 }] };

        Names(3, Subscription(Including(""), quantity: 2), refund).Should().Equal("double-refund");
    }

    [Theory]
    [InlineData("7", 1, true)]
    [InlineData("0", 1, false)]
    [InlineData("7", 0, false)]
    public void A_refund_leaves_the_items_of_a_purchase(string quantity, long revoked, bool isFault)
    {
        var refund = new StoredRefund(
            $"refund:one-time-purchase:{Id("p1")}", Millis(1), [new RefundedProduct(0, "pack", revoked, $"otp:{Id("p1")}", 0)]);

        Names(3, Paid(Including(Item("a", quantity))), refund).Should().Equal(isFault ? ["refund-keeps-items"] : []);
    }

    [Fact]
    public void A_refund_leaves_only_the_items_of_its_own_purchase()
    {
        var product = Including($"{Item("a", "7")}, {Item("b", "0")}");
        var back = new RefundedProduct(0, "pack", 1, $"otp:{Id("p1")}", 0);
        var refund = new StoredRefund($"refund:one-time-purchase:{Id("p1")}", Millis(1), [back, back with { Index = 1, Quantity = 0 }]);

        Names(3, Paid(product), refund).Should().Equal("refund-keeps-items");
        Names(3, Paid(product, quantity: 0), refund).Should().BeEmpty();
        Names(3, Paid(Including("")), Paid(product, name: "p2"), refund).Should().BeEmpty();
    }

    [Theory]
    [InlineData("canceled", true)]
    [InlineData("unpaid", true)]
    [InlineData("incomplete_expired", true)]
    [InlineData("past_due", false)]
    [InlineData("active", false)]
    public void A_subscription_that_has_ended_without_an_end_goes_on(string status, bool isFault)
    {
        Names(3, Subscription(Including("")) with { Status = status }).Should().Equal(isFault ? ["never-ends"] : []);
        Names(3, Subscription(Including(""), ended: 2) with { Status = status }).Should().BeEmpty();
        Names(3, Subscription(Including(""), quantity: 0) with { Status = status }).Should().BeEmpty();
    }

    [Fact]
    public void A_canceled_subscription_blocks_its_line_until_it_ends()
    {
        var inLine = Product.Parse("""{ "customerType": "user", "prices": {}, "productLineId": "plans" }""");
        var canceled = Subscription(inLine, ended: 30) with { Status = "canceled" };

        Names(3, canceled).Should().Equal("blocked-line");
        Names(30, canceled).Should().BeEmpty();
        Names(3, canceled with { Quantity = 0 }).Should().BeEmpty();
        Names(3, canceled with { Product = Including("") }).Should().BeEmpty();
    }

    [Fact]
    public void A_snapshot_of_another_product_than_the_named_one_is_known_by_the_config()
    {
        var config = PaymentsConfigParser.Parse(Example.Json("""
            {
                "products": {
                    "pro": { "customerType": "user", "prices": {} },
                    "max": { "customerType": "user", "prices": {}, "stackable": true }
                }
            }
            """));
        var subscription = Subscription(config.Products["max"]);

        Names(config, subscription).Should().Equal("other-snapshot");
        Names(config, subscription with { ProductId = "max" }).Should().BeEmpty();
        Names(config, subscription with { Product = Including("") }).Should().BeEmpty("the config was changed since");
    }

    [Theory]
    [InlineData(7, Weekly, "never", "second-write")]
    [InlineData(6, Weekly, "never", null)]
    [InlineData(8, Weekly, "when-repeated", null)]
    [InlineData(8, Daily, "never", null)]
    public void A_row_that_the_engine_lacks_is_a_fault_only_where_it_cannot_have_it(int day, string repeat, string expires, string? fault)
    {
        var purchase = Grant(Including($"{Item("a", "-5", Daily, "when-repeated")}, {Item("b", "1", repeat, expires)}"));

        Names(day, purchase, new EngineCopy(Id("p1"), null)).Should().Equal(fault is null ? [] : [fault]);
    }

    [Theory]
    [InlineData(27, null)]
    [InlineData(28, "second-write")]
    public void A_second_write_comes_when_both_repetitions_fall_together(int day, string? fault)
    {
        var product = Including($"{Item("a", "5", """[4, "day"]""", "when-repeated")}, {Item("b", "1", Weekly, "never")}");

        Names(day, Subscription(product), new EngineCopy(Id("s1"), null)).Should().Equal(fault is null ? [] : [fault]);
        Names(day, Subscription(product, ended: 27), new EngineCopy(Id("s1"), null)).Should().BeEmpty("it has ended before");
        Names(day, Subscription(product)).Should().BeEmpty("the engine has it");
        Names(day, Paid(product)).Should().BeEmpty("the engine has it");
    }

    [Theory]
    [InlineData("0.5", true)]
    [InlineData("-5", true)]
    [InlineData("5.0", false)]
    public void Fractions_and_negative_quantities_are_odd(string quantity, bool isFault) =>
        Names(3, Paid(Including(Item("a", quantity)))).Should().Equal(isFault ? ["odd-quantity"] : []);

    [Fact]
    public void An_odd_quantity_of_what_was_not_bought_is_no_fault()
    {
        var odd = Including(Item("a", "0.5"));

        Names(3, Subscription(odd)).Should().Equal("odd-quantity");
        Names(3, Subscription(odd, quantity: 0), Paid(odd, quantity: 0)).Should().BeEmpty();
    }

    [Fact]
    public void Faults_that_cannot_be_computed_are_said_to_be_unknown()
    {
        var rows = CustomerOf(Change("a", 10, 1, expires: 400)) with { WhyChangesIncomplete = "there are too many" };

        var faults = FaultsOfCustomer.Of(rows, CustomerType.User, PaymentsConfig.None, Millis(3), Millis(3));

        faults.Kinds.Should().BeEmpty();
        faults.Problem.Should().Be("there are too many");
    }

    private static IEnumerable<string> Names(double now, params object[] rows) => Names(PaymentsConfig.None, now, rows);

    private static IEnumerable<string> Names(PaymentsConfig config, params object[] rows) => Names(config, 3, rows);

    private static IEnumerable<string> Names(PaymentsConfig config, double now, object[] rows) =>
        FaultsOfCustomer.Of(CustomerOf(rows), CustomerType.User, config, Millis(now), Millis(now)).Kinds.Select(fault => fault.Name);
}
