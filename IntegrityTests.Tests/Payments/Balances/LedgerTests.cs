using FluentAssertions;
using IntegrityTests.Payments.Balances;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using Xunit;
using static IntegrityTests.Tests.Payments.Balances.LedgerRows;

namespace IntegrityTests.Tests.Payments.Balances;

public sealed class LedgerTests
{
    [Theory]
    [InlineData("2026-01-31", "2026-03-02T23:59:59.999", 1)]
    [InlineData("2026-01-31", "2026-03-03", 2)]
    [InlineData("2026-01-31", "2026-04-02", 2)]
    [InlineData("2026-01-31", "2026-04-03", 3)]
    [InlineData("2026-12-31", "2027-01-31", 2)]
    [InlineData("2024-01-30", "2024-02-29", 1)]
    [InlineData("2024-01-30", "2024-03-01", 2)]
    public void Months_of_an_accumulating_item_step_one_by_one_and_run_over_at_month_ends(string start, string now, int grants) =>
        Quantity(Monthly("never", start), now).Should().Be(10 * grants);

    [Theory]
    [InlineData("2024-02-29", "2025-02-28", 1)]
    [InlineData("2024-02-29", "2025-03-01", 2)]
    [InlineData("2024-02-29", "2028-02-29", 4)]
    [InlineData("2024-02-29", "2028-03-01", 5)]
    public void A_leap_day_runs_over_into_march_and_stays_there(string start, string now, int grants) =>
        Quantity(Included("""{ "quantity": 10, "repeat": [1, "year"], "expires": "never" }""", start), now).Should().Be(10 * grants);

    [Theory]
    [InlineData("2026-03-02T23:59:59.999", "2026-03-03")]
    [InlineData("2026-03-03T00:00:00.001", "2026-03-31")]
    [InlineData("2026-04-03T00:00:00.001", "2026-05-01")]
    public void Windows_begin_a_whole_number_of_months_after_the_first_in_one_step(string now, string next)
    {
        var rows = Monthly("when-repeated", "2026-01-31") with { ItemChanges = [Change(-7, now)] };

        Balance(rows, now).Should().Be(new Balance(3, Millis(next), null));
    }

    [Fact]
    public void A_window_that_takes_the_place_of_another_changes_nothing_before_the_last_one_ends() =>
        Balance(Monthly("when-repeated", "2026-01-28"), "2026-03-15").Should().Be(new Balance(10, Millis("2100-01-28"), null));

    // The window begins 31 March, two months after the anchor in one step; stepping there takes until 3 April.
    [Fact]
    public void A_window_that_begins_before_it_is_counted_is_missing_until_then()
    {
        var rows = Monthly("when-repeated", "2026-01-31");

        Balance(rows, "2026-03-15").Should().Be(new Balance(10, Millis("2026-03-31"), null));
        Balance(rows, "2026-03-31").Should().Be(new Balance(0, Millis("2026-04-03"), null));
        Balance(rows, "2026-04-03").Should().Be(new Balance(10, Millis("2026-05-01"), null));
    }

    [Fact]
    public void A_year_of_months_from_the_31st_of_October_has_no_window_that_begins_on_its_last_day()
    {
        var rows = Included("""{ "quantity": 10, "repeat": [1, "month"], "expires": "when-repeated" }""", "2024-10-31", "2025-10-31");

        Balance(rows, "2025-10-30").Should().Be(new Balance(10, Millis("2025-10-31"), null));
        Balance(rows, "2025-11-02").Should().Be(new Balance(0, null, null));
    }

    [Fact]
    public void A_step_can_come_to_a_window_before_it_begins()
    {
        var rows = Included("""{ "quantity": 10, "repeat": [1, "month"], "expires": "when-repeated" }""", "2025-03-31", "2026-03-02");

        Balance(rows with { ItemChanges = [Change(-7, "2026-03-02")] }, "2026-03-02")
            .Should().Be(new Balance(3, Millis("2026-03-03"), null));
        Quantity(rows, "2026-03-30").Should().Be(10, "the window that begins 3 March was counted on 1 March, within the period");
        Quantity(rows, "2026-03-31").Should().Be(0);
    }

    [Fact]
    public void A_use_that_windows_outlived_changes_nothing_when_it_expires()
    {
        var rows = Monthly("when-repeated", "2026-01-01") with { ItemChanges = [Change(-7, "2026-01-15", "2026-06-15")] };

        Balance(rows, "2026-02-01").Should().Be(new Balance(10, Millis("2100-02-01"), null));
    }

    [Fact]
    public void A_window_that_is_used_up_begins_anew_with_what_it_grants()
    {
        var rows = Monthly("when-repeated", "2026-01-01") with { ItemChanges = [Change(-7, "2026-01-15")] };

        Quantity(rows, "2026-01-20").Should().Be(3);
        Quantity(rows, "2026-02-01").Should().Be(10);
    }

    [Fact]
    public void More_used_than_the_window_had_is_owed_to_the_next_one()
    {
        var rows = Monthly("when-repeated", "2026-01-01") with { ItemChanges = [Change(-15, "2026-01-15")] };

        Quantity(rows, "2026-01-20").Should().Be(-5);
        Quantity(rows, "2026-02-01").Should().Be(5);
    }

    [Fact]
    public void Windows_begun_in_the_period_expire_after_it()
    {
        var rows = Included("""{ "quantity": 10, "repeat": [1, "month"], "expires": "when-repeated" }""", "2026-01-01", "2026-01-15");

        Balance(rows, "2026-01-20").Should().Be(new Balance(10, Millis("2026-02-01"), null));
        Balance(rows, "2026-02-01").Should().Be(new Balance(0, null, null));
    }

    [Fact]
    public void Grant_and_use_at_the_same_instant_cancel() =>
        Quantity(Changes(Change(5, "2026-01-01"), Change(-5, "2026-01-01")), "2026-01-01").Should().Be(0);

    [Fact]
    public void Use_and_expiry_at_the_same_instant_are_taken_together()
    {
        var rows = Changes(Change(10, "2026-01-01", "2026-02-01"), Change(10, "2026-01-01"), Change(-4, "2026-02-01"));

        Quantity(rows, "2026-02-01").Should().Be(10);
    }

    [Fact]
    public void A_use_after_an_expiry_takes_from_what_is_left()
    {
        var rows = Changes(Change(10, "2026-01-01", "2026-02-01"), Change(10, "2026-01-01"), Change(-4, "2026-02-02"));

        Quantity(rows, "2026-02-02").Should().Be(6);
    }

    [Theory]
    [InlineData("2026-01-31T23:59:59.999", 10)]
    [InlineData("2026-02-01", 0)]
    public void What_expires_now_is_gone(string now, int expected) =>
        Quantity(Changes(Change(10, "2026-01-01", "2026-02-01")), now).Should().Be(expected);

    [Fact]
    public void An_expired_use_never_happened() =>
        Quantity(Changes(Change(10, "2026-01-01"), Change(-4, "2026-01-02", "2026-02-01")), "2026-02-01").Should().Be(10);

    [Fact]
    public void Balances_may_be_negative() => Quantity(Changes(Change(-4, "2026-01-01")), "2026-02-01").Should().Be(-4);

    [Fact]
    public void What_is_granted_later_does_not_count_yet()
    {
        var balance = Balance(Changes(Change(4, "2026-03-01")), "2026-02-01");

        balance.Should().Be(new Balance(0, Millis("2026-03-01"), null));
    }

    [Fact]
    public void Zero_quantities_are_nothing()
    {
        var rows = Included("""{ "quantity": 0, "repeat": [1, "day"], "expires": "when-repeated" }""", "2026-01-01") with
        {
            ItemChanges = [Change(0, "2026-01-01")],
            OneTimePurchases = [Purchase("""{ "quantity": 5 }""", quantity: 0)],
        };

        Quantity(rows, "2026-02-01").Should().Be(0);
    }

    [Fact]
    public void An_inline_product_and_a_refunded_purchase_count_too()
    {
        var purchase = Purchase("""{ "quantity": 5 }""", quantity: 3) with { ProductId = null, RefundedAt = Time("2026-01-01") };
        var rows = new CustomerRows([], [purchase], []);

        Quantity(rows, "2026-02-01").Should().Be(15);
    }

    [Theory]
    [InlineData("canceled")]
    [InlineData("of a later version")]
    public void The_status_of_a_subscription_does_not_matter(string status)
    {
        var rows = Monthly("never", "2026-01-01");
        rows = rows with { Subscriptions = [rows.Subscriptions[0] with { Status = status }] };

        Quantity(rows, "2026-01-01").Should().Be(10);
    }

    [Fact]
    public void A_snapshot_without_included_items_gives_nothing() =>
        Balance(Included(null, "2026-01-01"), "2026-02-01").Should().Be(new Balance(0, null, null));

    [Fact]
    public void A_period_that_has_not_begun_gives_nothing_yet()
    {
        var rows = Included("""{ "quantity": 10 }""", "2026-03-01", "2026-04-01");

        Balance(rows, "2026-02-01").Should().Be(new Balance(0, Millis("2026-03-01"), null));
    }

    [Fact]
    public void A_period_that_ends_as_it_begins_gives_what_it_includes_at_that_moment()
    {
        var rows = Included("""{ "quantity": 10 }""", "2026-03-01", "2026-03-01");

        Balance(rows, "2026-02-01").Should().Be(new Balance(0, Millis("2026-03-01"), null));
        Quantity(rows, "2026-03-01").Should().Be(10);
    }

    [Fact]
    public void A_default_product_gives_what_it_includes_since_1973()
    {
        var config = Config(
            """
            { "free": { "customerType": "user", "prices": "include-by-default",
                "includedItems": { "credits": { "quantity": 1, "repeat": [1, "day"], "expires": "never" } } } }
            """);

        var balance = Ledger.BalanceOf(CustomerRows.None, CustomerType.User, Credits, config, Millis("1973-01-11T11:59:59.999"));

        balance.Should().Be(new Balance(10, Millis("1973-01-11T12:00"), null));
        Ledger.BalanceOf(CustomerRows.None, CustomerType.Team, Credits, config, Millis("2026-01-01")).Quantity.Should().Be(0);
    }

    // 400 billion per day since 1973 are 9 * 10^15 in 2034.
    [Fact]
    public void Windows_without_end_that_come_near_what_javascript_counts_are_not_valid_forever()
    {
        var config = Config(
            """
            { "free": { "customerType": "user", "prices": "include-by-default",
                "includedItems": { "credits": { "quantity": 400000000000, "repeat": [1, "day"], "expires": "when-repeated" } } } }
            """);
        Balance At(string now) => Ledger.BalanceOf(CustomerRows.None, CustomerType.User, Credits, config, Millis(now));

        At("2026-01-01").Should().Be(new Balance(400_000_000_000, Millis("2026-01-01T12:00"), null));
        At("2035-01-01").Problem.Should().Be("more was granted or used than JavaScript can count");
    }

    [Fact]
    public void Another_item_is_another_balance()
    {
        var change = Change(3, "2026-01-01") with { ItemId = "seats" };

        Quantity(Changes(change), "2026-02-01").Should().Be(0);
    }
}
