using FluentAssertions;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Products;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Payments.Balances;
using Xunit;

namespace IntegrityTests.Tests.Payments.Products;

public sealed class OwnedProductsTests
{
    private static readonly PaymentsConfig Config = PaymentsConfigParser.Parse(Example.Json("""
        {
          "productLines": { "plans": {} },
          "products": {
            "free": { "customerType": "user", "prices": "include-by-default", "productLineId": "plans" },
            "gift": { "customerType": "user", "prices": "include-by-default" },
            "lost": { "customerType": "user", "prices": "include-by-default", "productLineId": "a line that does not exist" }
          }
        }
        """));

    [Fact]
    public void Who_bought_nothing_has_the_default_products_but_those_of_a_line_that_does_not_exist() =>
        Owned([]).Should().BeEquivalentTo(["free", "gift"]);

    [Fact]
    public void Other_kinds_of_customers_have_none() => OwnedProducts.Of(CustomerRows.None, CustomerType.Team, Config).Should().BeEmpty();

    [Theory]
    [InlineData("active", new[] { "pro", "gift" })]
    [InlineData("trialing", new[] { "pro", "gift" })]
    [InlineData("canceled", new[] { "free", "gift" })]
    [InlineData("of a later version", new[] { "free", "gift" })]
    public void A_line_has_its_default_unless_a_subscription_in_it_is_in_force(string status, string[] expected) =>
        Owned([Subscription("pro", status, "plans")]).Should().BeEquivalentTo(expected);

    [Fact]
    public void A_default_product_without_line_is_gone_for_who_ever_subscribed_to_it() =>
        Owned([Subscription("gift", "canceled", null)]).Should().BeEquivalentTo(["free"]);

    [Fact]
    public void Inline_products_and_purchases_count_as_often_as_they_are_owned()
    {
        var pack = new StoredOneTimePurchase(Guid.NewGuid(), "pack", Snapshot(null), 2, default, RefundedAt: null);
        var again = pack with { Id = Guid.NewGuid() };
        var rows = new CustomerRows(
            [Subscription(null, "active", null)], [pack, again, pack with { RefundedAt = LedgerRows.Time("2026-01-01") }], []);

        OwnedProducts.Of(rows, CustomerType.Custom, Config).Should().BeEquivalentTo(new OwnedProduct[]
        {
            new(null, "subscription", 1), new("pack", "one_time", 2), new("pack", "one_time", 2),
        });
    }

    private static IEnumerable<string?> Owned(StoredSubscription[] subscriptions) =>
        OwnedProducts.Of(new CustomerRows(subscriptions, [], []), CustomerType.User, Config).Select(product => product.Id);

    private static StoredSubscription Subscription(string? product, string status, string? line) => new()
    {
        Id = Guid.NewGuid(),
        ProductId = product,
        Product = Snapshot(line),
        Quantity = 1,
        Status = status,
        CreatedAt = default,
        PeriodStart = default,
        PeriodEnd = null,
    };

    private static Product Snapshot(string? line) => Product.Parse(line is null
        ? """{ "customerType": "user", "prices": {} }"""
        : $$"""{ "customerType": "user", "prices": {}, "productLineId": "{{line}}" }""");
}
