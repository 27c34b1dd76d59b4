using FluentAssertions;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;
using static IntegrityTests.Tests.Payments.Engine.EngineRows;

namespace IntegrityTests.Tests.Payments.Engine;

/// <summary>What a time fold knows of a purchase by a clock: worked examples, and every state that a real backend keeps.</summary>
public sealed class TimeFoldTests
{
    private const string Weekly = """[1, "week"]""";
    private const string Monthly = """[1, "month"]""";

    private static readonly string Items = string.Join(
        ", ", Item("a", "10", Weekly, "when-repeated"), Item("b", "4", Weekly, "when-purchase-expires"), Item("c", "7"));

    [Fact]
    public void The_fixtures_states_follow_from_the_purchases() => States(RecordedCustomers.Fixture).Should().Be(98);

    [FactRequiringFacts]
    public void The_whole_deployments_states_follow_from_the_purchases() =>
        States(RecordedCustomers.Written).Should().Be(176);

    [Fact]
    public void A_subscription_grants_at_its_start_and_again_what_repeats()
    {
        var fold = Of(Subscription(Including(Items), quantity: 2), day: 8);

        fold.Events.Select(Text).Should().Equal(
            "subscription-start 0: gives 20 a, 8 b, 14 c; ends ",
            "item-grant-repeat 7: gives 20 a, 8 b; ends 20 a of sub-start 3");
        fold.Outstanding.Select(Text).Should().Equal("8 b of sub-start 4", "14 c of sub-start 5", "20 a of igr 1", "8 b of igr 2");
        (fold.Repeats, fold.Next).Should().Be((1, Millis(14)));
        fold.Schedule.Should().Equal(new Dictionary<string, long?> { ["a"] = Millis(14), ["b"] = Millis(14), ["c"] = null });
    }

    [Theory]
    [InlineData(6.9, 0, 7)]
    [InlineData(7, 1, 14)]
    public void A_repetition_happens_when_the_clock_has_reached_it(double day, int repeats, double next)
    {
        var fold = Of(Subscription(Including(Items)), day);

        (fold.Repeats, fold.Next).Should().Be((repeats, Millis(next)));
    }

    [Fact]
    public void Items_repeat_each_at_their_own_time()
    {
        var product = Including($"{Item("a", "1", Weekly, "when-repeated")}, {Item("b", "1", Monthly, "when-repeated")}");
        var fold = Of(Subscription(product), day: 30);

        fold.Events.Select(Text).TakeLast(2).Should().Equal(
            "item-grant-repeat 28: gives 1 a; ends 1 a of igr 1",
            "item-grant-repeat 30: gives 1 b; ends 1 b of sub-start 4");
        fold.Next.Should().Be(Millis(35));
    }

    [Theory]
    [InlineData("m", false, 3)]
    [InlineData("m", true, 2)]
    [InlineData("free", false, 2)]
    public void The_entries_of_a_start_begin_after_those_about_money(string price, bool isTestMode, int first) =>
        Of(Subscription(Including(Items)) with { PriceId = price, IsTestMode = isTestMode }, day: 1)
            .Outstanding.Select(grant => grant.Index).Should().Equal(first, first + 1, first + 2);

    [Fact]
    public void An_end_takes_what_ends_with_the_purchase_and_nothing_follows()
    {
        var fold = Of(Subscription(Including(Items), ended: 9, periodEnd: 30), day: 40);

        fold.Events.Select(Text).Last().Should().Be("subscription-end 9: gives ; ends 4 b of sub-start 4, 10 a of igr 1, 4 b of igr 2");
        (fold.Repeats, fold.Next).Should().Be((1, null));
    }

    [Theory]
    [InlineData(8.9, 0, 9.0)]
    [InlineData(9, 1, null)]
    public void An_end_happens_when_the_clock_has_reached_it(double day, int ends, double? next)
    {
        var fold = Of(Subscription(Including(Item("a", "1", Monthly)), ended: 9, periodEnd: 30), day);

        (fold.Events.Count - 1, fold.Next).Should().Be((ends, next is { } at ? Millis(at) : null));
    }

    [Fact]
    public void An_end_at_the_moment_of_a_repetition_comes_first() =>
        Of(Subscription(Including(Items), ended: 7, periodEnd: 30), day: 8).Events.Select(happened => happened.Type)
            .Should().Equal("subscription-start", "subscription-end");

    [Theory]
    [InlineData(10, 30, true)]
    [InlineData(30, 30, false)]
    [InlineData(31, 30, false)]
    public void An_end_before_that_of_the_period_happens_at_once_where_nothing_repeats(double ended, double periodEnd, bool isImmediate)
    {
        var fold = Of(Subscription(Including(Item("a", "7", null, "when-purchase-expires")), ended: ended, periodEnd: periodEnd), day: 1);

        fold.Events.Should().HaveCount(isImmediate ? 2 : 1);
        fold.Next.Should().Be(isImmediate ? null : Millis(ended));
    }

    [Fact]
    public void An_end_that_a_repetition_precedes_waits_for_its_time() =>
        Of(Subscription(Including(Item("a", "7", Weekly)), ended: 10, periodEnd: 30), day: 1).Next.Should().Be(Millis(7));

    [Fact]
    public void A_one_time_purchase_is_no_event_of_its_own()
    {
        var fold = Of(Paid(Including(Items), quantity: 2), day: 8);

        fold.Events.Select(Text).Should().Equal("item-grant-repeat 7: gives 20 a, 8 b; ends 20 a of otp 2");
        fold.Next.Should().Be(Millis(14));
        fold.Schedule.Should().Equal(new Dictionary<string, long?> { ["a"] = Millis(14), ["b"] = Millis(14) });
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public void The_entries_of_a_one_time_purchase_begin_as_if_it_was_paid_but_in_test_mode(bool isTestMode, int first) =>
        Of(Grant(Including(Items)) with { IsTestMode = isTestMode }, day: 1)
            .Outstanding.Select(grant => grant.Index).Should().Equal(first, first + 1, first + 2);

    [Theory]
    [InlineData(6.9, 0)]
    [InlineData(7, 1)]
    public void Nothing_repeats_after_a_purchase_was_revoked(double revoked, int repeats)
    {
        var fold = Of(Paid(Including(Items)) with { RevokedAt = Day(revoked) }, day: 40);

        (fold.Repeats, fold.Next).Should().Be((repeats, null));
    }

    [Theory]
    [InlineData("\"5\"", null, "quantity is not a number")]
    [InlineData("5", """[0, "day"]""", "repeat takes no time, so that the platform's engine never comes to an end")]
    public void An_item_that_cannot_be_computed_says_why(string quantity, string? repeat, string problem)
    {
        var product = Including($"{Item("a", "1", Weekly)}, {Item("b", quantity, repeat)}");

        Of(Subscription(product), day: 8).Problem.Should().Be(problem);
        Of(Paid(product), day: 8).Problem.Should().Be(problem);
    }

    [Theory]
    [InlineData(9_999.5, false)]
    [InlineData(10_000.5, true)]
    public void As_many_events_as_the_engine_makes_are_made(double day, bool isRefused)
    {
        var fold = Of(Subscription(Including(Item("a", "1", """[1, "day"]""", "when-repeated"))), day);

        fold.Problem.Should().Be(isRefused ? "repeats more than 10000 times, which the platform's engine refuses" : null);
        fold.Events.Should().HaveCount(10_000);
    }

    private static int States(RecordedCustomers recorded)
    {
        var compared = 0;
        foreach (var rows in recorded.All.Select(recorded.RowsOf))
        {
            foreach (var row in rows.Subscriptions)
                Compare(row.Id!.Value, TimeFold.Of(row, CustomerEvents.IsCharged(row.Product, row.PriceId)!.Value, recorded.Clock));
            foreach (var row in rows.OneTimePurchases) Compare(row.Id, TimeFold.Of(row, recorded.Clock));
        }

        compared.Should().Be(recorded.FoldStates.Count);
        return compared;

        void Compare(Guid id, TimeFold fold)
        {
            fold.Problem.Should().BeNull();
            TimeFoldComparison.Differs(fold, recorded.FoldStates[id]).Should().BeNull("that is what a real engine keeps of {0}", id);
            compared++;
        }
    }

    private static TimeFold Of(StoredSubscription row, double day) =>
        TimeFold.Of(row, CustomerEvents.IsCharged(row.Product, row.PriceId)!.Value, Millis(day));

    private static TimeFold Of(StoredOneTimePurchase row, double day) => TimeFold.Of(row, Millis(day));

    private static string Text(FoldEvent happened) =>
        $"{happened.Type} {(double)happened.At / DayMillis}: gives {string.Join(", ", happened.Granted.Select(Text))}; "
            + $"ends {string.Join(", ", happened.Ended.Select(Text))}";

    private static string Text(ItemGrant grant) => $"{grant.Quantity} {grant.Item}";

    private static string Text(FoldGrant grant) => $"{Text(grant.Grant)} of {grant.Transaction.Split(':')[0]} {grant.Index}";
}
