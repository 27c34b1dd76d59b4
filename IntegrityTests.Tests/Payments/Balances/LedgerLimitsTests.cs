using System.Globalization;
using FluentAssertions;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Balances;
using IntegrityTests.Payments.Model;
using Xunit;
using static IntegrityTests.Tests.Payments.Balances.LedgerRows;

namespace IntegrityTests.Tests.Payments.Balances;

/// <summary>What damaged rows and odd configs make of a balance: a reason, and never a long wait.</summary>
public sealed class LedgerLimitsTests
{
    // The first and the last moment of JavaScript's Date.
    private static readonly StoredTime FirstDate = StoredTime.OfUnixMilliseconds(-8_640_000_000_000_000);
    private static readonly StoredTime LastDate = StoredTime.OfUnixMilliseconds(8_640_000_000_000_000);

    [Theory]
    [InlineData("""{ "quantity": 1, "repeat": [0, "day"] }""", "repeat does not count a whole number of at least 1")]
    [InlineData("""{ "quantity": 1, "repeat": [-1, "month"] }""", "repeat does not count a whole number of at least 1")]
    [InlineData("""{ "quantity": 1, "repeat": [0.5, "month"] }""", "repeat does not count a whole number of at least 1")]
    [InlineData("""{ "quantity": 1, "repeat": [1e300, "month"] }""", "repeat does not count a whole number of at least 1")]
    [InlineData("""{ "quantity": 1, "repeat": [1, "fortnight"] }""", "repeat has a unit other than day, week, month or year")]
    [InlineData("""{ "quantity": 1, "repeat": "often" }""", "repeat is neither never nor a pair of a count and a unit")]
    [InlineData("""{ "quantity": 1e300 }""", "quantity is larger than JavaScript can count")]
    [InlineData("""{ "quantity": 0.0000000000001 }""", "quantity has more than 12 decimals")]
    [InlineData("""{ "quantity": 1e-300 }""", "quantity has more than 12 decimals")]
    [InlineData("""{ "quantity": "5" }""", "quantity is not a number")]
    [InlineData("""{ "quantity": 1, "expires": "soon" }""", "expires is not never, when-purchase-expires or when-repeated")]
    [InlineData("7", "description is not an object")]
    public void What_cannot_be_computed_says_why(string included, string reason)
    {
        var balance = Balance(Included(included, "2026-01-01"), "2026-02-01");

        balance.Quantity.Should().BeNull();
        balance.Problem.Should().EndWith($"includes the item, but its {reason}");
    }

    [Theory]
    [InlineData("0.1", "0.6")]
    [InlineData("2.5", "15")]
    [InlineData("1e-12", "0.000000000006")]
    public void A_fraction_is_granted_exactly_as_it_stands(string quantity, string expected)
    {
        var rows = Included($$"""{ "quantity": {{quantity}}, "repeat": [1, "day"] }""", "2026-01-01");

        Quantity(rows, "2026-01-06").Should().Be(decimal.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_negative_quantity_is_not_granted() =>
        Quantity(Included("""{ "quantity": -5, "repeat": [1, "day"] }""", "2026-01-01"), "2026-01-06").Should().Be(0);

    [Fact]
    public void A_balance_beyond_what_javascript_counts_cannot_be_computed() =>
        Balance(Included("""{ "quantity": 9007199254740991, "repeat": [1, "day"] }""", "2026-01-01"), "2026-02-01")
            .Problem.Should().Be("more was granted or used than JavaScript can count");

    [Fact]
    public void An_infinite_time_cannot_be_computed_with()
    {
        var change = Change(1, "2026-01-01") with { CreatedAt = new StoredTime(long.MaxValue) };

        Balance(Changes(change), "2026-02-01").Problem.Should().Contain("has a time that is infinite");
    }

    [Fact]
    public void Rows_that_were_not_all_read_give_no_balance_but_the_reason()
    {
        var infinite = Change(1, "2026-01-01") with { CreatedAt = new StoredTime(long.MaxValue) };
        var rows = Changes(infinite) with { WhyChangesIncomplete = "changes are missing" };

        Balance(rows, "2026-02-01").Should().Be(IntegrityTests.Payments.Model.Balance.Unknown("changes are missing"));
        Balance(rows with { WhyPurchasesIncomplete = "purchases are missing" }, "2026-02-01").Problem.Should().Be("purchases are missing");
    }

    [Fact]
    public void What_cannot_be_computed_of_a_default_product_is_said_of_that()
    {
        var rows = Included("7", "2026-01-01");
        rows = rows with { Subscriptions = [rows.Subscriptions[0] with { Id = null }] };

        Balance(rows, "2026-02-01").Problem.Should().StartWith("the product of a default product includes the item, but its ");
    }

    // Windows that were walked would be entries, and 200 million of them.
    [Theory]
    [InlineData("day", "never", 200_000_000)]
    [InlineData("week", "never", 28_571_429)]
    [InlineData("month", "never", 6_570_977)]
    [InlineData("year", "never", 547_582)]
    [InlineData("day", "when-repeated", 1)]
    [InlineData("week", "when-repeated", 1)]
    [InlineData("month", "when-repeated", 1)]
    [InlineData("year", "when-repeated", 1)]
    public void The_widest_span_of_dates_is_counted_and_not_walked(string unit, string expires, long expected)
    {
        var rows = Included($$"""{ "quantity": 1, "repeat": [1, "{{unit}}"], "expires": "{{expires}}" }""", "2000-01-01");
        var subscription = rows.Subscriptions[0] with { PeriodStart = FirstDate, CreatedAt = FirstDate, PeriodEnd = LastDate };
        var before = GC.GetAllocatedBytesForCurrentThread();

        var balance = Ledger.BalanceOf(
            rows with { Subscriptions = [subscription] }, CustomerType.User, Credits, PaymentsConfig.None, LastDate.UnixMilliseconds - 1);

        balance.Quantity.Should().Be(expected);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1_000_000);
    }

    [Fact]
    public void The_longest_repetition_does_not_overflow()
    {
        var rows = Included("""{ "quantity": 1, "repeat": [2147483647, "year"], "expires": "when-repeated" }""", "2026-01-01");

        Quantity(rows, "2027-01-01").Should().Be(1);
    }
}
