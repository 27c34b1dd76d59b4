using FluentAssertions;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rules;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Payments.Model;

public sealed class PaymentsConfigParserTests
{
    [Theory]
    [InlineData("[]", "payments", "is not an object")]
    [InlineData("""{ "items": 7 }""", "payments.items", "is not an object")]
    [InlineData("""{ "items": { "a": {} } }""", "payments.items.a", "has a customerType other than user, team or custom")]
    [InlineData("""{ "products": { "p": 1 } }""", "payments.products.p", "is not an object")]
    [InlineData("""{ "products": { "p": { "customerType": "user" } } }""", "payments.products.p", "has no prices")]
    public void What_is_malformed_is_a_problem(string payments, string path, string message) =>
        Parse(payments).Problems.Should().Equal(new ConfigProblem(path, message));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "items": null, "products": null, "productLines": null }""")]
    public void What_is_missing_is_nothing(string payments) => Parse(payments).Should().BeEquivalentTo(PaymentsConfig.None);

    [Fact]
    public void Two_defaults_conflict_only_in_one_line_and_customer_type()
    {
        var config = Parse("""
            { "products": {
                "b": { "customerType": "user", "prices": "include-by-default", "productLineId": "plans" },
                "a": { "customerType": "user", "prices": "include-by-default", "productLineId": "plans" },
                "t": { "customerType": "team", "prices": "include-by-default", "productLineId": "plans" },
                "x": { "customerType": "team", "prices": "include-by-default" },
                "y": { "customerType": "team", "prices": "include-by-default" } } }
            """);

        var conflict = config.ConflictsOf(CustomerType.User).Should().ContainSingle().Subject;
        conflict.Line.Should().Be("plans");
        conflict.Products.Should().Equal("a", "b");
        config.ConflictsOf(CustomerType.Team).Should().BeEmpty();
    }

    [Fact]
    public void What_names_nothing_is_doubtful()
    {
        var config = Parse("""
            { "items": { "seats": { "customerType": "team" } }, "productLines": { "teams": { "customerType": "team" } },
              "products": {
                "a": { "customerType": "user", "prices": {}, "productLineId": "gone",
                  "includedItems": { "seats": { "quantity": 1 }, "gone": { "quantity": 1 } } },
                "b": { "customerType": "user", "prices": {}, "productLineId": "teams", "isAddOnTo": { "a": true, "gone": true } } } }
            """);

        PaymentsConfigRules.DoubtsOf(config).Select(doubt => $"{doubt.Product} {doubt.Message}").Should().BeEquivalentTo(
            "a is in product line gone, which does not exist",
            "a is for user customers, but includes the item seats for team customers",
            "a includes the item gone, which does not exist: nobody can see or use it",
            "b is for user customers, but its product line teams is for team customers",
            "b is an add-on to the product gone, which does not exist");
    }

    private static PaymentsConfig Parse(string payments) => PaymentsConfigParser.Parse(Example.Json(payments));
}
