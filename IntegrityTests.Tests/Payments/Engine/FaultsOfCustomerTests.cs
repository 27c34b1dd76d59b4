using FluentAssertions;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Tests.EndToEnd.Harness;
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

    [Theory]
    [InlineData(5, null, true)]
    [InlineData(5, Weekly, false)]
    [InlineData(0.5, null, false)]
    [InlineData(30, null, false)]
    public void A_subscription_that_is_to_end_ends_at_once(double ended, string? repeat, bool isFault) =>
        Names(1, Subscription(Including(Item("a", "7", repeat)), ended: ended)).Should().Equal(isFault ? ["future-end"] : []);

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
    public void A_partial_refund_is_subtracted_twice()
    {
        var subscription = Subscription(Including(Item("a", "7")), quantity: 2);

        Names(3, subscription, RefundOfSubscription(quantity: 1, at: 1)).Should().Equal("double-refund");
        Names(3, subscription, RefundOfSubscription(quantity: 0, at: 1)).Should().BeEmpty();
        Names(3, subscription with { CancelsAtPeriodEnd = true }, RefundOfSubscription(quantity: 2, at: 1)).Should().BeEmpty();
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
    }

    [Fact]
    public void A_canceled_subscription_blocks_its_line_until_it_ends()
    {
        var inLine = Product.Parse("""{ "customerType": "user", "prices": {}, "productLineId": "plans" }""");
        var canceled = Subscription(inLine, ended: 30) with { Status = "canceled" };

        Names(3, canceled).Should().Equal("blocked-line");
        Names(30, canceled).Should().BeEmpty();
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
    [InlineData(8, Weekly, "never", "second-write")]
    [InlineData(6, Weekly, "never", null)]
    [InlineData(8, Weekly, "when-repeated", null)]
    [InlineData(8, Daily, "never", null)]
    public void A_row_that_the_engine_lacks_is_a_fault_only_where_it_cannot_have_it(int day, string repeat, string expires, string? fault)
    {
        var purchase = Grant(Including($"{Item("a", "-5", Daily, "when-repeated")}, {Item("b", "1", repeat, expires)}"));

        Names(day, purchase, new EngineCopy(Id("p1"), null)).Should().Equal(fault is null ? [] : [fault]);
    }

    [Theory]
    [InlineData("0.5", true)]
    [InlineData("-5", true)]
    [InlineData("5.0", false)]
    public void Fractions_and_negative_quantities_are_odd(string quantity, bool isFault) =>
        Names(3, Paid(Including(Item("a", quantity)))).Should().Equal(isFault ? ["odd-quantity"] : []);

    [Fact]
    public void The_faults_in_the_fixture_are_known() => Recorded(RecordedCustomers.Fixture).Should().Equal(
        "blocked-line of 0ffa1a24: 4",
        "future-expiry of 0ffa1a24: 3",
        "future-expiry of d35e6155: 1",
        "future-expiry of f9991c6d: 1",
        "never-ends of 0ffa1a24: 1",
        "refund-keeps-items of 0ffa1a24: 2");

    [FactRequiringFacts]
    public void The_faults_in_the_whole_deployment_are_known() => Recorded(RecordedCustomers.Written).Should().Equal(
        "blocked-line of 0ffa1a24: 4",
        "blocked-line of 163c5e3c: 4",
        "future-expiry of 0ffa1a24: 3",
        "future-expiry of 163c5e3c: 2",
        "future-expiry of d35e6155: 1",
        "future-expiry of f9991c6d: 1",
        "never-ends of 0ffa1a24: 1",
        "never-ends of 163c5e3c: 1",
        "never-ends of be3852be: 1",
        "refund-keeps-items of 0ffa1a24: 2",
        "refund-keeps-items of 163c5e3c: 2");

    [Fact]
    public void Faults_that_cannot_be_computed_are_said_to_be_unknown()
    {
        var rows = CustomerOf(Change("a", 10, 1, expires: 400)) with { WhyChangesIncomplete = "there are too many" };

        var faults = FaultsOfCustomer.Of(rows, CustomerType.User, PaymentsConfig.None, Millis(3), Millis(3));

        faults.Kinds.Should().BeEmpty();
        faults.Problem.Should().Be("there are too many");
    }

    private static IEnumerable<string> Recorded(RecordedCustomers recorded) => recorded.Answers("products")
        .Select(answer => answer.Customer)
        .Distinct()
        .SelectMany(customer => FaultsOfCustomer
            .Of(recorded.RowsOf(customer), customer.Type, recorded.ConfigOf(customer), recorded.Clock, recorded.Clock)
            .Kinds.Select(fault => (Fault: fault.Name, customer.Tenancy)))
        .GroupBy(found => found)
        .OrderBy(group => group.Key.Fault, StringComparer.Ordinal)
        .ThenBy(group => group.Key.Tenancy, StringComparer.Ordinal)
        .Select(group => $"{group.Key.Fault} of {group.Key.Tenancy[..8]}: {group.Count()}");

    private static IEnumerable<string> Names(double now, params object[] rows) => Names(PaymentsConfig.None, now, rows);

    private static IEnumerable<string> Names(PaymentsConfig config, params object[] rows) => Names(config, 3, rows);

    private static IEnumerable<string> Names(PaymentsConfig config, double now, object[] rows) =>
        FaultsOfCustomer.Of(CustomerOf(rows), CustomerType.User, config, Millis(now), Millis(now)).Kinds.Select(fault => fault.Name);
}
