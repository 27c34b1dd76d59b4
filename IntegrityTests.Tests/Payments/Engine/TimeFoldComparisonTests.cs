using FluentAssertions;
using IntegrityTests.Payments.Engine;
using Xunit;
using static IntegrityTests.Tests.Payments.Engine.EngineRows;

namespace IntegrityTests.Tests.Payments.Engine;

/// <summary>What a time fold stores of a purchase, and everything of it that can be otherwise.</summary>
public sealed class TimeFoldComparisonTests
{
    private const string Weekly = """[1, "week"]""";

    private static readonly string Subscribed = $"{Id("s1")}";

    // Granted on day 0, again on day 7.
    private static readonly TimeFold Fold = TimeFold.Of(
        Subscription(Including($"{Item("a", "10", Weekly, "when-repeated")}, {Item("b", "0.5")}"), quantity: 2),
        hasCharge: true,
        Millis(8));

    private static readonly string Stored = $$"""
        {
            "emittedRowsData": [
                {"type": "subscription-start", "effectiveAtMillis": 0, "itemGrants": [
                    {"itemId": "a", "quantity": 20, "expiresWhen": "when-repeated"},
                    {"itemId": "b", "quantity": 1.0, "expiresWhen": null}]},
                {"type": "item-grant-repeat", "effectiveAtMillis": 604800000, "itemGrants": [
                    {"itemId": "a", "quantity": 20, "expiresWhen": "when-repeated"}], "previousGrantsToExpire": [
                    {"itemId": "a", "quantity": 20, "transactionId": "sub-start:{{Subscribed}}", "entryIndex": 3}]}
            ],
            "nextTimestamp": "1970-01-15T02:00:00+02:00",
            "stateAfter": {
                "repeatCount": 1,
                "outstandingGrants": [
                    {"txnId": "sub-start:{{Subscribed}}", "itemId": "b", "quantity": 1, "entryIndex": 4, "expiresWhen": null},
                    {"txnId": "igr:{{Subscribed}}:604800000", "itemId": "a", "quantity": 20, "entryIndex": 1,
                        "expiresWhen": "when-repeated"}],
                "itemRepeatSchedule": {"a": {"nextRepeatMillis": 1209600000}, "b": {"nextRepeatMillis": null} }
            }
        }
        """;

    private static readonly string LastEvent =
        $"item-grant-repeat at 604800000 (gives 20 a until when-repeated; ends 20 a of sub-start:{Subscribed} 3)";

    [Fact]
    public void What_follows_from_the_purchase_is_no_difference() => TimeFoldComparison.Differs(Fold, Stored).Should().BeNull();

    [Fact]
    public void A_purchase_without_a_state_is_another_rules_finding() => TimeFoldComparison.Differs(Fold, null).Should().BeNull();

    [Theory]
    [InlineData("\"item-grant-repeat\"", "\"item-grant\"")]
    [InlineData("\"effectiveAtMillis\": 604800000", "\"effectiveAtMillis\": 604800001")]
    [InlineData("\"effectiveAtMillis\": 604800000", "\"effectiveAtMillis\": \"604800000\"")]
    [InlineData("\"entryIndex\": 3", "\"entryIndex\": 2")]
    [InlineData("\"transactionId\": \"sub-start:", "\"transactionId\": \"otp:")]
    [InlineData("\"previousGrantsToExpire\"", "\"grantsToExpire\"")]
    public void Another_event_is_told_with_what_was_expected(string part, string other)
    {
        var difference = Differs(part, other);

        difference.Should().StartWith($"has another event 2 in the payments engine: expected {LastEvent}, found item-grant");
        difference.Should().NotEndWith(LastEvent);
    }

    [Theory]
    [InlineData("1.0, \"expiresWhen\": null", "1.5, \"expiresWhen\": null", "1.5 b until never")]
    [InlineData("\"b\", \"quantity\": 1.0", "\"d\", \"quantity\": 1.0", "1 d until never")]
    [InlineData("1.0, \"expiresWhen\": null", "1.0, \"expiresWhen\": \"when-repeated\"", "1 b until when-repeated")]
    [InlineData("\"quantity\": 1.0, ", "", "(none) b until never")]
    public void Another_grant_is_another_event(string part, string other, string granted) => Differs(part, other).Should().Be(
        "has another event 1 in the payments engine: "
        + "expected subscription-start at 0 (gives 20 a until when-repeated, 1 b until never; ends nothing), "
        + $"found subscription-start at 0 (gives 20 a until when-repeated, {granted}; ends nothing)");

    [Fact]
    public void What_an_end_takes_is_compared_under_its_other_name()
    {
        var ended = TimeFold.Of(
            Subscription(Including(Item("a", "10", null, "when-purchase-expires")), ended: 3, periodEnd: 3), hasCharge: true, Millis(4));
        var stored = $$"""
            {
                "emittedRowsData": [
                    {"type": "subscription-start", "effectiveAtMillis": 0, "itemGrants": [
                        {"itemId": "a", "quantity": 10, "expiresWhen": "when-purchase-expires"}]},
                    {"type": "subscription-end", "effectiveAtMillis": 259200000, "itemQuantityChangesToExpire": [
                        {"itemId": "a", "quantity": 10, "transactionId": "sub-start:{{Subscribed}}", "entryIndex": 3}]}
                ],
                "nextTimestamp": null,
                "stateAfter": {
                    "repeatCount": 0,
                    "outstandingGrants": [{"txnId": "sub-start:{{Subscribed}}", "itemId": "a", "quantity": 10, "entryIndex": 3,
                        "expiresWhen": "when-purchase-expires"}],
                    "itemRepeatSchedule": {"a": {} }
                }
            }
            """;

        TimeFoldComparison.Differs(ended, stored).Should().BeNull();
        TimeFoldComparison.Differs(ended, stored.Replace("\"nextTimestamp\": null,", "")).Should().BeNull("both are never");
        TimeFoldComparison.Differs(ended, stored.Replace("\"nextTimestamp\": null", "\"nextTimestamp\": \"1970-01-04T00:00:00Z\""))
            .Should().EndWith("it goes on at: 259200000, expected never");
    }

    [Theory]
    [InlineData("\"emittedRowsData\"", "\"rows\"", 0)]
    [InlineData("\"emittedRowsData\": [", "\"emittedRowsData\": [], \"rows\": [", 0)]
    public void Missing_events_are_counted(string part, string other, int count) =>
        Differs(part, other).Should().Be($"has {count} events in the payments engine, expected 2 by its clock");

    [Fact]
    public void More_events_are_counted() => Differs("\"entryIndex\": 3}]}", "\"entryIndex\": 3}]}, {}")
        .Should().Be("has 3 events in the payments engine, expected 2 by its clock");

    [Theory]
    [InlineData("1970-01-15T02:00:00+02:00", "1970-01-15T02:00:00+01:00", "it goes on at: 1213200000, expected 1209600000")]
    [InlineData("1970-01-15T02:00:00+02:00", "soon", "it goes on at: soon, expected 1209600000")]
    [InlineData("\"1970-01-15T02:00:00+02:00\"", "null", "it goes on at: never, expected 1209600000")]
    [InlineData("\"repeatCount\": 1", "\"repeatCount\": 2", "it was repeated so many times: 2, expected 1")]
    [InlineData("\"repeatCount\": 1,", "", "it was repeated so many times: (none), expected 1")]
    [InlineData("\"stateAfter\"", "\"state\"", "it was repeated so many times: (none), expected 1")]
    [InlineData("\"entryIndex\": 4", "\"entryIndex\": 5", "it can still expire: 1 b until never of sub-start:* 5, *, expected * 4, *")]
    [InlineData("\"txnId\": \"igr", "\"txnId\": \"otp", "it can still expire: *, 20 a until when-repeated of otp:*, expected * of igr:*")]
    [InlineData("\"outstandingGrants\"", "\"grants\"", "it can still expire: nothing, expected 1 b *")]
    [InlineData("1209600000}", "1209600001}", "it repeats next: a at 1209600001, b at never, expected a at 1209600000, b at never")]
    [InlineData("\"b\": {\"next", "\"d\": {\"next", "it repeats next: a at 1209600000, d at never, expected a at 1209600000, b at never")]
    [InlineData("\"itemRepeatSchedule\"", "\"schedule\"", "it repeats next: nothing, expected a at 1209600000, b at never")]
    [InlineData("{\"nextRepeatMillis\": 1209600000}", "{}", "it repeats next: a at never, b at never, expected a at 1209600000, *")]
    public void Another_state_is_told_with_what_was_expected(string part, string other, string difference) =>
        Differs(part, other).Should().Match($"has another state in the payments engine: {difference}");

    [Fact]
    public void When_it_goes_on_is_not_compared_where_the_time_is_later_than_can_be_read()
    {
        var distant = TimeFold.Of(Paid(Including(Item("a", "1", """[9000, "year"]"""))), Millis(1));
        var stored = $$"""
            {
                "emittedRowsData": [],
                "nextTimestamp": "10964-10-28T00:00:00+00:00",
                "stateAfter": {
                    "repeatCount": 0,
                    "outstandingGrants": [{"txnId": "otp:{{Id("p1")}}", "itemId": "a", "quantity": 1, "entryIndex": 2}],
                    "itemRepeatSchedule": {"a": {"nextRepeatMillis": {{distant.Next}} } }
                }
            }
            """;

        TimeFoldComparison.Differs(distant, stored).Should().BeNull();
    }

    private static string? Differs(string part, string other)
    {
        Stored.Should().Contain(part);
        return TimeFoldComparison.Differs(Fold, Stored.Replace(part, other));
    }
}
