using FluentAssertions;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using Xunit;
using static IntegrityTests.Tests.Payments.Engine.EngineRows;

namespace IntegrityTests.Tests.Payments.Engine;

/// <summary>What damaged rows and very many rows make of a customer: a reason, and never a long wait.</summary>
public sealed class EngineLimitsTests
{
    private static readonly StoredTime FirstYear = StoredTime.OfUnixMilliseconds(-62_135_596_800_000);

    [Theory]
    [InlineData("""[0, "day"]""", "repeat takes no time, so that the platform's engine never comes to an end")]
    [InlineData("""[-1, "month"]""", "repeat takes no time, so that the platform's engine never comes to an end")]
    [InlineData("""[0.5, "month"]""", "repeat does not count whole units")]
    [InlineData("""["1", "month"]""", "repeat does not count whole units")]
    [InlineData("""[1e300, "month"]""", "repeat does not count whole units")]
    public void A_repetition_that_cannot_be_computed_says_why(string repeat, string reason)
    {
        var customer = At(30, Subscription(Including(Item("a", "1", repeat))), Change("b", 1, 0));

        customer.Problem.Should().Be($"the product of a purchase includes an item whose {reason}");
        customer.BalanceOf("b").Problem.Should().Be(customer.Problem);
    }

    [Theory]
    [InlineData("\"5\"", "quantity is not a number")]
    [InlineData("1e300", "quantity is larger than JavaScript can count")]
    public void A_quantity_that_cannot_be_computed_with_leaves_products_known(string quantity, string reason)
    {
        var customer = At(30, Subscription(Including(Item("a", quantity))));

        customer.BalanceOf("a").Should().Be(Balance.Unknown($"the product of a purchase includes an item whose {reason}"));
        customer.Owned.Listed().Should().Equal("1 x pro");
    }

    [Fact]
    public void A_price_whose_amount_is_no_number_says_so()
    {
        var product = Product.Parse("""{ "customerType": "user", "prices": { "m": { "USD": "5 dollars" } } }""");

        At(30, Subscription(product)).Problem.Should().Contain("amount is not a number");
    }

    [Theory]
    [InlineData("{}", false)]
    [InlineData("""{ "interval": [1, "month"], "serverOnly": false, "freeTrial": [7, "day"] }""", false)]
    [InlineData("""{ "USD": "free", "EUR": "-", "GBP": "" }""", false)]
    [InlineData("""{ "USD": "0" }""", true)]
    [InlineData("""{ "USD": "9.50" }""", true)]
    [InlineData("""{ "USD": 5 }""", true)]
    [InlineData("""{ "USD": "-5" }""", true)]
    [InlineData("""{ "USD": "5", "EUR": "5 euros" }""", null)]
    public void A_price_is_charged_where_a_member_begins_like_a_number_and_refused_where_that_is_none(string price, bool? isCharged)
    {
        var product = Product.Parse($$"""{ "customerType": "user", "prices": { "m": {{price}} } }""");

        CustomerEvents.IsCharged(product, "m").Should().Be(isCharged);
    }

    [Fact]
    public void Of_several_reasons_the_first_is_said()
    {
        var words = Product.Parse("""{ "customerType": "user", "prices": { "m": { "USD": "5 dollars" } } }""");
        var endless = Including(Item("a", "1", """[0, "day"]"""));
        object[] unreadable =
        [
            Subscription(Including("")) with { EndedAt = new StoredTime(long.MaxValue) },
            Subscription(words, name: "s2"),
            Subscription(endless, name: "s3"),
        ];
        var undated = new StoredRefund($"refund:subscription:{Id("s1")}", null, []);

        unreadable.Select(row => At(3, row).Problem).Should().OnlyHaveUniqueItems().And.NotContainNulls();
        foreach (var row in unreadable) At(3, [row, .. unreadable, undated]).Problem.Should().Be(At(3, row).Problem);
        At(3, undated).Problem.Should().Be("a refund has no time");
    }

    [Fact]
    public void Of_several_quantities_that_cannot_be_computed_with_the_first_is_said() =>
        At(30, Subscription(Including($"{Item("a", "\"5\"")}, {Item("b", "1e300")}")))
            .BalanceOf("a").Problem.Should().EndWith("quantity is not a number");

    [Theory]
    [InlineData(9_999.5, false)]
    [InlineData(10_000.5, true)]
    public void As_many_repetitions_as_the_engine_makes_are_made(double day, bool isRefused) =>
        At(day, Grant(Including(Item("a", "1", """[1, "day"]""")))).Problem.Should().Match(problem => problem != null == isRefused);

    [Fact]
    public void An_infinite_time_says_so() =>
        At(1, Subscription(Including("")) with { EndedAt = new StoredTime(long.MaxValue) })
            .Problem.Should().Be("a subscription has a time that is infinite");

    [Fact]
    public void Daily_repetitions_since_the_year_1_are_not_walked() =>
        At(20_000, Subscription(Including(Item("a", "1", """[1, "day"]"""))) with { CreatedAt = FirstYear })
            .Problem.Should().Be("a purchase has more than 10000 repetitions, which the platform's engine refuses");

    [Fact]
    public void The_longest_repetition_never_comes() =>
        At(20_000, Subscription(Including(Item("a", "1", """[9223372036854775807, "year"]""")))).BalanceOf("a").Quantity.Should().Be(1);

    [Fact]
    public void A_balance_beyond_what_javascript_counts_cannot_be_computed() =>
        At(7, Subscription(Including(Item("a", "9007199254740991", """[1, "day"]""")))).BalanceOf("a").Should().Be(Balance.Uncountable);

    [Fact]
    public void Rows_that_were_not_all_read_say_so()
    {
        var rows = CustomerOf() with { WhyChangesIncomplete = "the customer has more than 100000 item changes" };

        EngineCustomer.Of(rows, CustomerType.User, 0).Problem.Should().Be("the customer has more than 100000 item changes");
    }

    [Fact]
    public void Very_many_entries_are_counted_and_not_kept() => At(
        9_000, [.. Enumerable.Range(0, 40).Select(i => Subscription(Including(Item("a", "1", """[1, "day"]""")), name: $"s{i}"))])
        .Problem.Should().Be("the payments engine has more than 250000 entries of the customer");

    // Looking through all grants for each use would take 10 billion steps.
    [Fact]
    public void As_many_changes_as_a_customer_may_have_are_added_up_without_looking_through_all_for_each()
    {
        object[] changes =
        [
            .. Enumerable.Range(0, 50_000).Select(i => Change("a", 2, i * 0.001, expires: 1000 + i, name: $"g{i}")),
            .. Enumerable.Range(0, 50_000).Select(i => Change("a", -1, 100 + (i * 0.001), expires: 2000, name: $"u{i}")),
        ];

        At(200, changes).IntendedBalanceOf("a", Millis(200)).Quantity.Should().Be(50_000);
    }
}
