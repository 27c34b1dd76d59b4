using System.Text.Json;
using FluentAssertions;
using SampleDeployment.Api.Engine.Balances;
using SampleDeployment.Api.Engine.Owned;
using SampleDeployment.Api.Engine.Rows;
using SampleDeployment.Api.Engine.Transactions;
using SampleDeployment.Api.Payments.Customers;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>
/// Examples that were computed with an implementation whose answers are those of a real engine: what the recordings do not show. Times are
/// days.
/// </summary>
public sealed class EngineExamplesTests
{
    private const string Purchase = "when-purchase-expires";
    private const string Repeat = "when-repeated";
    private static readonly Customer Customer = new("user", "u");

    [Theory]
    [InlineData(29, 200)]
    [InlineData(65, 200)]
    public void What_lasts_until_it_is_repeated_is_there_once(double clock, decimal expected) =>
        At(clock).Subscribe(Product(Item("a", 100, "month", Repeat)), quantity: 2).Balance("a").Should().Be(expected);

    [Theory]
    [InlineData(Purchase, null, 600)]
    [InlineData(Purchase, 61d, 0)]
    [InlineData(null, 61d, 600)]
    public void What_lasts_longer_piles_up_until_the_end(string? expires, double? ended, decimal expected) =>
        At(65).Subscribe(Product(Item("a", 100, "month", expires)), quantity: 2, ended: ended, periodEnd: 60)
            .Balance("a").Should().Be(expected);

    [Fact]
    public void An_end_comes_before_a_repetition_of_the_same_moment() =>
        At(65).Subscribe(Product(Item("a", 100, "month", null)), quantity: 2, ended: 60).Balance("a").Should().Be(400);

    [Theory]
    [InlineData(null, 8, 20)]
    [InlineData(null, 15, 20)]
    [InlineData("p", 8, 10)]
    [InlineData("p", 15, 10)]
    public void A_purchase_without_a_price_does_not_expire_what_it_gave_first(string? price, double clock, decimal expected) =>
        At(clock).Buy(Product(Item("a", 10, "week", Repeat)), price).Balance("a").Should().Be(expected);

    [Theory]
    [InlineData("a", 20)]
    [InlineData("b", 4)]
    public void A_purchase_without_a_price_expires_the_neighbour(string item, decimal expected) =>
        At(8).Buy(Product(Item("a", 10, "week", Repeat), Item("b", 4, "week", Repeat)), null).Balance(item).Should().Be(expected);

    [Fact]
    public void What_is_taken_is_taken_from_before() => At(9).Change("a", 5, 1).Change("a", -3, 2).Balance("a").Should().Be(2);

    [Fact]
    public void What_expires_later_has_expired_in_the_answer() =>
        At(70).Change("a", 5, 1, expires: 100).Change("a", -3, 50, expires: 60).Balance("a").Should().Be(0);

    [Fact]
    public void A_debt_is_paid_back_first() =>
        At(60).Change("a", -4, 1).Subscribe(Product(Item("a", 10, null, Purchase)), created: 10, ended: 50, periodEnd: 50)
            .Balance("a").Should().Be(0);

    [Fact]
    public void What_is_taken_between_two_ends_is_taken_at_once() =>
        At(20).Change("a", 10, 1).Subscribe(Product(Item("a", 5, null, Purchase)), created: 2, ended: 9, periodEnd: 9).Change("a", -4, 3)
            .Balance("a").Should().Be(6);

    [Fact]
    public void A_cancelled_subscription_without_an_end_goes_on()
    {
        var rows = At(400).Subscribe(Product(Item("a", 1, "month", Repeat)), periodEnd: 30, status: "canceled");

        rows.Balance("a").Should().Be(1);
        rows.Owned().Should().Equal(("pro", 1));
    }

    [Theory]
    [InlineData(null, 1, 0, false)]
    [InlineData("month", 1, 7, true)]
    [InlineData("month", 5, 0, false)]
    public void An_end_that_lies_ahead_takes_effect_at_once_if_nothing_repeats(
        string? repeat, double clock, decimal balance, bool isOwned)
    {
        var rows = At(clock).Subscribe(Product(Item("a", 7, repeat, Purchase)), ended: 5, periodEnd: 30);

        rows.Balance("a").Should().Be(balance);
        rows.Owned().Should().HaveCount(isOwned ? 1 : 0);
    }

    [Theory]
    [InlineData(10, 10, 6, 3)]
    [InlineData(15, 310, 6, 3)]
    [InlineData(16, 10, 0, 0)]
    [InlineData(99, 10, 0, 0)]
    public void Everything_works_together(double clock, decimal credits, decimal seats, decimal owned)
    {
        var rows = At(clock)
            .Subscribe(
                Product(Item("seats", 2, null, Purchase), Item("credits", 100, "week", Repeat), Item("storage", 5, null, null)),
                quantity: 3, ended: 16, periodEnd: 28, price: "p")
            .Change("credits", 50, 3).Change("credits", -340, 8).Change("credits", 20, 9, expires: 12);

        rows.Balance("credits").Should().Be(credits);
        rows.Balance("seats").Should().Be(seats);
        rows.Balance("storage").Should().Be(15);
        rows.Owned().Should().Equal(owned > 0 ? [("pro", owned)] : []);
        rows.Ids("credits").Should().Contain("1:7:6:change2:1:1:1:1:1:1:1:1:1")
            .And.Contain("""0:["8:6:change3:1:1:1:1:1:1", null]:1:1""").And.Contain("""0:["8:6:change3:1:1:1:1:1:1", null]:1:3""");
        History.Start(rows.Subscriptions[0]).Entries.OfType<MoneyTransfer>().Single().Charged.Should().Equal(("USD", "59.70"));
    }

    [Fact]
    public void A_refund_takes_the_product_and_leaves_its_items()
    {
        var rows = At(50).Buy(Product(Item("a", 10, "month", Repeat)), "p").Refund("one-time-purchase", "otp:purchase", 1, 5);

        rows.Owned().Should().BeEmpty();
        rows.Balance("a").Should().Be(10);
    }

    [Fact]
    public void A_refund_of_a_part_of_a_subscription_is_subtracted_twice() =>
        At(50).Subscribe(Product(Item("a", 1, null, null)), quantity: 2).Refund("subscription", "sub-start:subscription", 1, 5)
            .Owned().Should().Equal(("pro", 1));

    private static Rows At(double clock) => new(clock);

    private static string Item(string id, int quantity, string? repeat, string? expires) =>
        $$"""
        "{{id}}": {"quantity": {{quantity}}, "repeat": {{(repeat is null ? "\"never\"" : $"[1, \"{repeat}\"]")}},
            "expires": "{{expires ?? "never"}}"}
        """;

    // The database writes shorter keys first.
    private static string Product(params string[] items) =>
        """{"displayName": "Pro", "customerType": "user", "prices": {"p": {"USD": "19.90", "interval": [1, "month"]}}, """
        + $$""" "includedItems": { {{string.Join(", ", items)}} } }""";

    private sealed class Rows(double clock)
    {
        private readonly CustomerRows _rows = new() { Clock = Millis(clock)!.Value };

        public List<StoredSubscription> Subscriptions => _rows.Subscriptions;

        public Rows Subscribe(
            string product,
            int quantity = 1,
            double created = 0,
            double? ended = null,
            double periodEnd = 999,
            string status = "active",
            string? price = null)
        {
            _rows.Subscriptions.Add(new(Json(
                $$"""
                {"id": "subscription", "productId": "pro", "priceId": {{Text(price)}}, "product": {{product}}, "quantity": {{quantity}},
                 "status": "{{status}}", "creationSource": "{{(price is null ? "API_GRANT" : "PURCHASE_PAGE")}}",
                 "createdAtMillis": {{Millis(created)}}, "endedAtMillis": {{Millis(ended)?.ToString() ?? "null"}},
                 "currentPeriodEndMillis": {{Millis(periodEnd)}}, "cancelAtPeriodEnd": false}
                """)));
            return this;
        }

        public Rows Buy(string product, string? price)
        {
            _rows.Purchases.Add(new(Json(
                $$"""
                {"id": "purchase", "productId": "pro", "priceId": {{Text(price)}}, "product": {{product}}, "quantity": 1,
                 "creationSource": "{{(price is null ? "API_GRANT" : "PURCHASE_PAGE")}}", "createdAtMillis": 0, "revokedAtMillis": null}
                """)));
            return this;
        }

        public Rows Change(string item, int quantity, double created, double? expires = null)
        {
            _rows.Changes.Add(new(Json(
                $$"""
                {"id": "change{{_rows.Changes.Count + 1}}", "itemId": "{{item}}", "quantity": {{quantity}},
                 "createdAtMillis": {{Millis(created)}}, "expiresAtMillis": {{Millis(expires)?.ToString() ?? "null"}}}
                """)));
            return this;
        }

        public Rows Refund(string source, string transaction, int quantity, double at)
        {
            _rows.Refunds.Add(new(Json(
                $$"""
                {"txnId": "{{source}}:refund", "effectiveAtMillis": {{Millis(at)}}, "entries": [
                    {"type": "product-revocation", "productId": "pro", "quantity": {{quantity}},
                     "adjustedTransactionId": "{{transaction}}"},
                    {"type": "money-transfer", "chargedAmount": {"USD": "-19.9"} }]}
                """)));
            return this;
        }

        public decimal Balance(string item) => Ledger.Balance(Changes(), item);

        public IEnumerable<string> Ids(string item) => Changes().Where(change => change.Item == item).Select(change => change.Id);

        public IEnumerable<(string? Id, decimal Quantity)> Owned() =>
            Ownership.Of([.. History.Of(_rows)]).Select(owned => (owned.Id, owned.Quantity));

        private IEnumerable<Change> Changes() => new Changes(Guid.Empty, Customer, History.Of(_rows)).InOrder();

        private static long? Millis(double? days) => days is { } value ? (long)(value * 86_400_000) : null;

        private static string Text(string? text) => JsonSerializer.Serialize(text);

        private static JsonElement Json(string text) => CustomerReader.Parse(text);
    }
}
