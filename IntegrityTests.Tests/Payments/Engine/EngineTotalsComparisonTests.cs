using FluentAssertions;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Rows;
using Xunit;
using static IntegrityTests.Tests.Payments.Engine.EngineRows;

namespace IntegrityTests.Tests.Payments.Engine;

/// <summary>What the engine has come to for a customer, and everything of it that can be otherwise.</summary>
public sealed class EngineTotalsComparisonTests
{
    private static readonly string Subscribed = $"{Id("s1")}";

    private static readonly EngineCustomer Expected = At(
        1, Subscription(Including(Item("a", "10")), quantity: 2), Paid(Including(Item("b", "0.5")), quantity: 3));

    private static readonly EngineTotals Stored = new("""{"a": 20, "b": 1.50}""", """{"pro": 2, "pack": 3}""", [Subscribed]);

    [Fact]
    public void What_follows_from_the_rows_is_no_difference() => Of(Stored).Should().BeEmpty();

    [Fact]
    public void Items_that_only_the_engine_has_none_of_are_no_difference() =>
        Of(Stored with { Items = """{"a": 20, "b": 1.5, "z": 0}""" }).Should().BeEmpty();

    [Fact]
    public void Other_quantities_of_items_are_told_in_the_order_of_their_names() =>
        Of(Stored with { Items = """{"z": 5, "b": 1.5, "a": 19.5}""" }).Should().Equal(
            "has 19.5 of item a in payments-item-quantities, expected 20",
            "has 5 of item z in payments-item-quantities, expected 0");

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("[20, 1.5]")]
    [InlineData("""{"a": "20", "b": 1e300}""")]
    public void What_is_no_quantity_is_none(string? items) => Of(Stored with { Items = items }).Should().Equal(
        "has none of item a in payments-item-quantities, expected 20",
        "has none of item b in payments-item-quantities, expected 1.5");

    [Fact]
    public void An_item_of_which_the_customer_has_none_has_to_be_there_too()
    {
        var used = At(3, Change("a", 5, 1), Change("a", -5, 2, name: "c2"));

        EngineTotalsComparison.Of(used, new EngineTotals("""{"a": 0}""", null, [])).Should().BeEmpty();
        EngineTotalsComparison.Of(used, new EngineTotals("{}", null, [])).Should()
            .Equal("has none of item a in payments-item-quantities, expected 0");
    }

    [Fact]
    public void Other_products_are_told_in_the_order_of_their_ids() =>
        Of(Stored with { Products = """{"zero": 1, "pack": 4}""" }).Should().Equal(
            "owns 4 of product pack in payments-owned-products, expected 3",
            "owns none of product pro in payments-owned-products, expected 2",
            "owns 1 of product zero in payments-owned-products, expected none");

    [Fact]
    public void Inline_products_are_those_without_an_id()
    {
        var inline = At(1, Grant(Including("")) with { ProductId = null });

        EngineTotalsComparison.Of(inline, new EngineTotals(null, """{"__null__": 1}""", [])).Should().BeEmpty();
    }

    [Fact]
    public void Subscriptions_that_are_missing_or_foreign_are_told_in_the_order_of_their_ids()
    {
        var two = At(1, Subscription(Including(""), name: "s1"), Subscription(Including(""), name: "s2"));
        var missing = new[] { $"{Id("s1")}", $"{Id("s2")}" }.Order(StringComparer.Ordinal).ToList();

        EngineTotalsComparison.Of(two, new EngineTotals(null, """{"pro": 2}""", ["y", "x"])).Should().Equal(
            $"lacks subscription {missing[0]} in payments-subscription-map-by-customer",
            $"lacks subscription {missing[1]} in payments-subscription-map-by-customer",
            "has subscription x in payments-subscription-map-by-customer, which is not in its rows",
            "has subscription y in payments-subscription-map-by-customer, which is not in its rows");
    }

    [Fact]
    public void Where_quantities_cannot_be_computed_products_and_subscriptions_are_compared_all_the_same() =>
        EngineTotalsComparison.Of(
            At(1, Subscription(Including(Item("a", "\"5\"")))), new EngineTotals("""{"a": 7}""", """{"pro": 2}""", [])).Should().Equal(
                "owns 2 of product pro in payments-owned-products, expected 1",
                $"lacks subscription {Subscribed} in payments-subscription-map-by-customer");

    [Fact]
    public void Where_nothing_can_be_computed_nothing_is_compared() =>
        EngineTotalsComparison.Of(
            At(1, Subscription(Including(Item("a", "1", """[0, "day"]""")))), new EngineTotals("""{"a": 7}""", """{"pro": 7}""", ["x"]))
            .Should().BeEmpty();

    [Fact]
    public void A_balance_that_the_engine_cannot_count_is_not_compared() =>
        EngineTotalsComparison.Of(
            At(7, Grant(Including(Item("a", "9007199254740991", """[1, "day"]""")))),
            new EngineTotals("""{"a": 7}""", """{"pack": 1}""", [])).Should().BeEmpty();

    private static IEnumerable<string> Of(EngineTotals stored) => EngineTotalsComparison.Of(Expected, stored);
}
