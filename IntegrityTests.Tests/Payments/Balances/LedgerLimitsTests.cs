using System.Diagnostics;
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
    [Theory]
    [InlineData("""{ "quantity": 1, "repeat": [0, "day"] }""", "repeat does not count a whole number of at least 1")]
    [InlineData("""{ "quantity": 1, "repeat": [-1, "month"] }""", "repeat does not count a whole number of at least 1")]
    [InlineData("""{ "quantity": 1, "repeat": [0.5, "month"] }""", "repeat does not count a whole number of at least 1")]
    [InlineData("""{ "quantity": 1, "repeat": [1e300, "month"] }""", "repeat does not count a whole number of at least 1")]
    [InlineData("""{ "quantity": 1, "repeat": [1, "fortnight"] }""", "repeat is in none of day, week, month and year")]
    [InlineData("""{ "quantity": 1, "repeat": "often" }""", "repeat is neither never nor a pair of count and unit")]
    [InlineData("""{ "quantity": 1e300 }""", "quantity is larger than JavaScript can count")]
    [InlineData("""{ "quantity": 0.5 }""", "quantity is no whole number")]
    [InlineData("""{ "quantity": "5" }""", "quantity is no number")]
    [InlineData("""{ "quantity": 1, "expires": "soon" }""", "expires is none of never, when-purchase-expires and when-repeated")]
    [InlineData("7", "description is no object")]
    public void What_cannot_be_computed_says_why(string included, string reason)
    {
        var balance = Balance(Included(included, "2026-01-01"), "2026-02-01");

        balance.Quantity.Should().BeNull();
        balance.Problem.Should().EndWith($"includes the item, but its {reason}");
    }

    [Fact]
    public void A_balance_beyond_what_javascript_counts_cannot_be_computed() =>
        Balance(Included("""{ "quantity": 9007199254740991, "repeat": [1, "day"] }""", "2026-01-01"), "2026-02-01")
            .Problem.Should().Be("more was granted or used than JavaScript can count");

    [Fact]
    public void An_infinite_time_cannot_be_computed_with()
    {
        var change = Change(1, "2026-01-01") with { CreatedAt = new StoredTime(long.MaxValue) };

        Balance(Changes(change), "2026-02-01").Problem.Should().Contain("has a time that is none");
    }

    [Theory]
    [InlineData("day")]
    [InlineData("week")]
    [InlineData("month")]
    [InlineData("year")]
    public void The_widest_span_of_dates_is_computed_at_once(string unit)
    {
        var watch = Stopwatch.StartNew();
        foreach (var expires in (string[])["never", "when-repeated"])
        {
            var rows = Included($$"""{ "quantity": 1, "repeat": [1, "{{unit}}"], "expires": "{{expires}}" }""", "2000-01-01");
            var subscription = rows.Subscriptions[0] with
            {
                PeriodStart = StoredTime.OfUnixMilliseconds(-8_640_000_000_000_000),
                CreatedAt = StoredTime.OfUnixMilliseconds(-8_640_000_000_000_000),
                PeriodEnd = StoredTime.OfUnixMilliseconds(8_640_000_000_000_000),
            };

            var balance = Ledger.BalanceOf(
                rows with { Subscriptions = [subscription] }, CustomerType.User, Credits, PaymentsConfig.None, 8_640_000_000_000_000 - 1);

            ((long?)balance.Quantity).Should().BePositive();
        }

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void The_longest_repetition_does_not_overflow()
    {
        var rows = Included("""{ "quantity": 1, "repeat": [2147483647, "year"], "expires": "when-repeated" }""", "2026-01-01");

        Quantity(rows, "2027-01-01").Should().Be(1);
    }
}
