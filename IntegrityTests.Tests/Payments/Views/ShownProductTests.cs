using FluentAssertions;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Views;
using Xunit;

namespace IntegrityTests.Tests.Payments.Views;

/// <summary>Which snapshots a platform with a payments engine cannot show.</summary>
public sealed class ShownProductTests
{
    [Theory]
    [InlineData("""{ "a b": { "USD": "1" } }""", "has a price whose id has a wrong form")]
    [InlineData("""{ "-m": { "USD": "1" } }""", "has a price whose id has a wrong form")]
    [InlineData("""{ "m": 1 }""", "has the price m, which is not an object")]
    [InlineData("""{ "m": { "XYZ": "1" } }""", "has the price m, which has no amount in any currency")]
    [InlineData("""{ "m": { "USD": "01" } }""", "has the price m, whose amount in USD has a wrong form")]
    [InlineData("""{ "m": { "USD": "1." } }""", "has the price m, whose amount in USD has a wrong form")]
    [InlineData("""{ "m": { "USD": "-1" } }""", "has the price m, whose amount in USD has a wrong form")]
    [InlineData("""{ "m": { "USD": "1.234" } }""", "has the price m, whose amount in USD has a wrong form")]
    [InlineData("""{ "m": { "JPY": "1.5" } }""", "has the price m, whose amount in JPY has a wrong form")]
    [InlineData("""{ "m": { "USD": 1 } }""", "has the price m, whose amount in USD has a wrong form")]
    [InlineData("""{ "m": { "USD": "1", "interval": [1, "hour"] } }""", "has the price m, whose interval has a wrong form")]
    [InlineData("""{ "m": { "USD": "1", "freeTrial": [0.5, "day"] } }""", "has the price m, whose freeTrial has a wrong form")]
    [InlineData("7", "has prices that are neither an object nor include-by-default")]
    public void A_price_of_a_wrong_form_keeps_both_lists_from_being_served(string prices, string why)
    {
        var product = Product.Parse($$"""{ "customerType": "user", "includedItems": {}, "prices": {{prices}} }""");

        ShownProduct.WhyNotOwned(product).Should().Be(why);
        ShownProduct.WhyNotListed(product).Should().Be(why);
    }

    [Theory]
    [InlineData("""{ "prices": {} }""", "has a customerType other than user, team or custom")]
    [InlineData("""{ "customerType": "robot", "prices": {} }""", "has a customerType other than user, team or custom")]
    [InlineData("7", "is not an object")]
    [InlineData(null, "is null")]
    public void What_is_not_a_product_keeps_both_lists_from_being_served(string? product, string why)
    {
        ShownProduct.WhyNotOwned(Product.Parse(product)).Should().Be(why);
        ShownProduct.WhyNotListed(Product.Parse(product)).Should().Be(why);
    }

    [Theory]
    [InlineData("""{ "quantity": "1" }""", "whose quantity is not a number")]
    [InlineData("""{ "quantity": 1, "repeat": "often" }""", "whose repeat is neither never nor an interval")]
    [InlineData("""{ "quantity": 1, "repeat": [-1, "day"] }""", "whose repeat is neither never nor an interval")]
    [InlineData("""{ "quantity": 1, "expires": "soon" }""", "whose expires is not never, when-purchase-expires or when-repeated")]
    public void An_included_item_of_a_wrong_form_keeps_both_lists_from_being_served(string item, string why)
    {
        ShownProduct.WhyNotOwned(WithItem(item)).Should().Be($"includes the item a, {why}");
        ShownProduct.WhyNotListed(WithItem(item)).Should().Be($"includes the item a, {why}");
    }

    [Theory]
    [InlineData("""{ "quantity": 1, "repeat": null }""", "whose repeat is neither never nor an interval")]
    [InlineData("""{ "quantity": 1, "expires": null }""", "whose expires is not never, when-purchase-expires or when-repeated")]
    public void Null_is_filled_in_by_the_list_of_transactions_only(string item, string why)
    {
        ShownProduct.WhyNotOwned(WithItem(item)).Should().Be($"includes the item a, {why}");
        ShownProduct.WhyNotListed(WithItem(item)).Should().BeNull();
    }

    [Fact]
    public void Without_included_items_only_a_default_product_can_be_listed()
    {
        ShownProduct.WhyNotListed(Product.Parse("""{ "customerType": "user", "prices": "include-by-default" }""")).Should().BeNull();
        ShownProduct.WhyNotListed(Product.Parse("""{ "customerType": "user", "prices": {} }""")).Should().Be(
            "has no includedItems, and is not included by default");
        ShownProduct.WhyNotOwned(Product.Parse("""{ "customerType": "user", "prices": {} }""")).Should().BeNull();
    }

    [Theory]
    [InlineData("""{ "quantity": 0.5, "repeat": [0, "day"], "expires": "when-repeated" }""")]
    [InlineData("""{ "quantity": -5, "repeat": "never", "expires": "never" }""")]
    [InlineData("""{ "quantity": 1 }""")]
    public void What_the_config_takes_can_be_shown(string item)
    {
        ShownProduct.WhyNotOwned(WithItem(item)).Should().BeNull();
        ShownProduct.WhyNotListed(WithItem(item)).Should().BeNull();
    }

    private static Product WithItem(string item) => Product.Parse($$"""
        { "customerType": "user", "includedItems": { "a": {{item}} },
          "prices": { "m": { "USD": "0.50", "JPY": "700", "interval": [0, "year"] } } }
        """);
}
