using FluentAssertions;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Model;
using Xunit;
using static IntegrityTests.Tests.Payments.Engine.EngineRows;

namespace IntegrityTests.Tests.Payments.Engine;

/// <summary>
/// Examples of the rules in docs/platform.md, Engine; somebody else computed their numbers, with rules that a real backend confirmed.
/// </summary>
public sealed class WorkedExamplesTests
{
    private const string Monthly = """[1, "month"]""";
    private const string Weekly = """[1, "week"]""";

    [Theory]
    [InlineData(29, 200)]
    [InlineData(65, 200)]
    public void An_item_that_is_lost_when_it_is_granted_again_does_not_add_up(double clock, decimal balance) =>
        Balance(At(clock, Subscription(Including(Item("a", "100", Monthly, "when-repeated")), quantity: 2))).Should().Be(balance);

    [Fact]
    public void An_item_that_is_lost_at_the_end_adds_up_until_then()
    {
        var product = Including(Item("a", "100", Monthly, "when-purchase-expires"));
        Balance(At(65, Subscription(product, quantity: 2))).Should().Be(600);

        var ended = At(65, Subscription(product, quantity: 2, ended: 61, periodEnd: 60));
        Balance(ended).Should().Be(0);
        ended.Owned.Should().BeEmpty();
    }

    [Fact]
    public void An_item_that_nothing_takes_away_stays_after_the_end() =>
        Balance(At(65, Subscription(Including(Item("a", "100", Monthly)), quantity: 2, ended: 61))).Should().Be(600);

    [Fact]
    public void An_end_at_the_moment_of_a_repetition_comes_first() =>
        Balance(At(65, Subscription(Including(Item("a", "100", Monthly)), quantity: 2, ended: 60))).Should().Be(400);

    [Theory]
    [InlineData(6, 10, 10)]
    [InlineData(8, 20, 10)]
    [InlineData(15, 20, 10)]
    public void A_grant_without_a_price_misses_its_first_expiry(double clock, decimal granted, decimal paid)
    {
        var product = Including(Item("a", "10", Weekly, "when-repeated"));
        Balance(At(clock, Grant(product))).Should().Be(granted);
        Balance(At(clock, Paid(product))).Should().Be(paid);
    }

    [Fact]
    public void Changes_without_expiry_are_added_up_at_the_first_of_them() =>
        Balance(At(9, Change("a", 5, 1), Change("a", -3, 2, name: "c2"))).Should().Be(2);

    [Theory]
    [InlineData(70, 2)]
    [InlineData(100, 0)]
    public void A_use_with_an_expiry_is_not_undone_and_a_grant_counts_nothing_once_its_expiry_is_written(double now, decimal intended)
    {
        var customer = At(70, Change("a", 5, 1, expires: 100), Change("a", -3, 50, expires: 60, name: "c2"));
        Balance(customer).Should().Be(0);
        customer.IntendedBalanceOf("a", Millis(now)).Quantity.Should().Be(intended);
    }

    [Theory]
    [InlineData(45, 6)]
    [InlineData(60, 0)]
    public void A_grant_pays_back_debt_before_it_counts(double clock, decimal balance) => Balance(At(
        clock,
        Change("a", -4, 1),
        Subscription(Including(Item("a", "10", null, "when-purchase-expires")), start: 10, ended: 50, periodEnd: 50)))
        .Should().Be(balance);

    [Fact]
    public void A_use_is_moved_back_to_the_first_change_of_its_window() => Balance(At(
        10,
        Change("a", 10, 1),
        Subscription(Including(Item("a", "5", null, "when-purchase-expires")), start: 2, ended: 9),
        Change("a", -4, 3, name: "c2"))).Should().Be(6);

    [Fact]
    public void A_canceled_subscription_without_an_end_goes_on_for_ever()
    {
        var canceled = At(400, Subscription(Including(Item("a", "1", Monthly))) with { Status = "canceled" });

        canceled.Owned.Listed().Should().Equal("1 x pro");
        Balance(canceled).Should().Be(14);
    }

    [Fact]
    public void A_missed_expiry_takes_from_the_item_that_stands_next()
    {
        var customer = At(8, Grant(Including($"{Item("a", "10", Weekly, "when-repeated")}, {Item("b", "4", Weekly, "when-repeated")}")));

        Balance(customer).Should().Be(20);
        customer.BalanceOf("b").Quantity.Should().Be(4);
    }

    [Fact]
    public void An_end_in_the_future_takes_effect_at_once_where_nothing_repeats()
    {
        var once = At(1, Subscription(Including(Item("a", "7", null, "when-purchase-expires")), ended: 5));
        Balance(once).Should().Be(0);
        once.Owned.Should().BeEmpty();
        once.IntendedBalanceOf("a", Millis(1)).Quantity.Should().Be(7);
        once.IntendedOwned(Millis(1)).Listed().Should().Equal("1 x pro");

        var repeating = Subscription(Including(Item("a", "7", Monthly, "when-purchase-expires")), ended: 5);
        Balance(At(4.9, repeating)).Should().Be(7);
        At(4.9, repeating).Owned.Listed().Should().Equal("1 x pro");
        Balance(At(5, repeating)).Should().Be(0);
    }

    [Theory]
    [InlineData(10, 10, 30, 6, 15, "3 x pro")]
    [InlineData(15, 310, 310, 6, 15, "3 x pro")]
    [InlineData(16, 10, 10, 0, 15, null)]
    [InlineData(50, 10, 10, 0, 15, null)]
    public void Everything_together(double clock, decimal credits, decimal intended, decimal seats, decimal storage, string? listed)
    {
        var customer = Everything(clock);

        customer.BalanceOf("credits").Quantity.Should().Be(credits);
        customer.IntendedBalanceOf("credits", Millis(clock)).Quantity.Should().Be(intended);
        customer.BalanceOf("seats").Quantity.Should().Be(seats);
        customer.BalanceOf("storage").Quantity.Should().Be(storage);
        customer.Owned.Listed().Should().Equal(listed is null ? [] : [listed]);
    }

    [Fact]
    public void Everything_together_as_transactions()
    {
        var transactions = Everything(20).Transactions.OrderBy(transaction => transaction.At)
            .Where(transaction => !transaction.Id.StartsWith("miqc:", StringComparison.Ordinal));

        var s1 = Id("s1");
        transactions.Select(transaction => (transaction.Id, string.Join(", ", transaction.Entries.Select(Text)))).Should().Equal(
            ($"sub-start:{s1}", "-, +3 pro, -, 6 seats, 300 credits, 15 storage"),
            ($"igr:{s1}:604800000", "end sub-start 4: 300 credits, 300 credits"),
            ($"igr:{s1}:1209600000", "end igr 1: 300 credits, 300 credits"),
            ($"sub-end:{s1}", "-, -3 pro, end sub-start 3: 6 seats, end igr 1: 300 credits"));
    }

    [Fact]
    public void Everything_together_as_rows_of_the_ledger()
    {
        var rows = LedgerRows.Of(Everything(20).Transactions).Where(row => row.Item == "credits");

        rows.Select(row => (row.At / DayMillis, row.Quantity, row.Expires / DayMillis)).Should().Equal(
            (0, 300, 7), (0, 0, null), (3, 50, null), (7, 0, null), (7, 300, 14), (7, 0, null), (8, -340, null), (9, 20, 12), (9, 0, null),
            (12, 0, null), (14, 0, null), (14, 300, 16), (14, 0, null), (16, 0, null));
        rows.Single(row => row.Quantity == -340).Id.Should().Be($"1:7:6:{Id("c2")}:1:1:1:1:1:1:1:1:1");
    }

    private static EngineCustomer Everything(double clock) => At(
        clock,
        Subscription(
            Including(string.Join(", ",
                Item("seats", "2", null, "when-purchase-expires"), Item("credits", "100", Weekly, "when-repeated"), Item("storage", "5"))),
            quantity: 3,
            ended: 16,
            periodEnd: 28),
        Change("credits", 50, 3),
        Change("credits", -340, 8, name: "c2"),
        Change("credits", 20, 9, expires: 12, name: "c3"));

    private static string Text(Entry entry) => entry switch
    {
        ProductGrant grant => $"+{grant.Quantity} {grant.ProductId}",
        ProductRevocation revocation => $"-{revocation.Quantity} {revocation.ProductId}",
        ItemChange change => $"{change.Quantity} {change.Item}",
        ItemExpiration end => $"end {end.Transaction.Split(':')[0]} {end.Index}: {end.Quantity} {end.Item}",
        _ => "-",
    };

    private static decimal? Balance(EngineCustomer customer) => customer.BalanceOf("a").Quantity;
}
