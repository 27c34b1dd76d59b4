using FluentAssertions;
using IntegrityTests.Payments.Model;
using Xunit;

namespace IntegrityTests.Tests.Payments.Model;

/// <summary>What a stored product is, and why something is none.</summary>
public sealed class ProductTests
{
    [Theory]
    [InlineData(""", "prices": {}""")]
    [InlineData(""", "prices": "include-by-default" """)]
    [InlineData(""", "prices": { "m": {} }, "includedItems": null""")]
    [InlineData(""", "prices": { "m": { "USD": "5" } }, "includedItems": { "a": { "quantity": 1, "repeat": null } }""")]
    public void A_product_has_no_problem(string members) => ProblemOf(members).Should().BeNull();

    [Theory]
    [InlineData("", "has no prices")]
    [InlineData(""", "prices": "free" """, "has prices that are neither an object nor include-by-default")]
    [InlineData(""", "prices": 5""", "has prices that are neither an object nor include-by-default")]
    [InlineData(""", "prices": {}, "includedItems": []""", "has includedItems that are not an object")]
    [InlineData(""", "prices": { "m": 5 }""", "has the price m, which is not an object")]
    [InlineData(""", "prices": { "m": { "USD": 5 } }""", "has the price m, whose amount in USD is not a string")]
    [InlineData(""", "prices": { "m": { "USD": "x" } }""", "has the price m, whose amount in USD is not a decimal number")]
    public void What_is_no_product_says_why(string members, string problem) => ProblemOf(members).Should().Be(problem);

    [Theory]
    [InlineData("""{ "quantity": 1, "repeat": [1, 7] }""", "repeat has a unit other than day, week, month or year")]
    [InlineData("""{ "quantity": "1", "repeat": [1, 7], "expires": 5 }""", "quantity is not a number")]
    [InlineData("""{ "quantity": 1, "repeat": 5, "expires": 5 }""", "repeat is neither never nor a pair of a count and a unit")]
    [InlineData("""{ "quantity": 1, "expires": 5 }""", "expires is not never, when-purchase-expires or when-repeated")]
    public void Of_an_included_item_the_first_mistake_is_said(string item, string problem) =>
        ProblemOf($$""", "prices": { "m": 5 }, "includedItems": { "a": {{item}} }""")
            .Should().Be($"includes the item a, whose {problem}");

    private static string? ProblemOf(string members) => Product.Parse($$"""{ "customerType": "user"{{members}} }""").Problem;
}
