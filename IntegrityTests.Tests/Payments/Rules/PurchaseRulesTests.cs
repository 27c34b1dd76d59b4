using FluentAssertions;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Rules;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Payments.Rules;

public sealed class PurchaseRulesTests
{
    private const string Pro = """{ "customerType": "user", "prices": {}, "displayName": "Pro" }""";
    private const long Created = 1_700_000_000_000;

    private static readonly PaymentsConfig Config = PaymentsConfigParser.Parse(Example.Json(
        $$"""{ "items": { "credits": { "customerType": "user" } }, "products": { "pro": {{Pro}} } }"""));

    [Fact]
    public void A_subscription_of_a_configured_product_and_a_user_is_sound() => Broken(Subscription()).Should().BeEmpty();

    [Fact]
    public void A_product_that_was_removed_from_the_config_is_legal() =>
        Broken(Subscription("old", Pro.Replace("Pro", "Old", StringComparison.Ordinal))).Should().BeEmpty();

    [Fact]
    public void An_inline_product_is_legal() => Broken(Subscription(null)).Should().BeEmpty();

    [Fact]
    public void A_product_that_nothing_can_have_removed_is_an_error() =>
        Broken(Subscription("old", Pro.Replace("Pro", "Old", StringComparison.Ordinal)), changed: Created - 1)
            .Should().ContainSingle().Which.Message.Should()
            .EndWith("although the config was not changed since the row was created: it never was");

    [Fact]
    public void A_product_that_may_have_been_removed_in_the_millisecond_it_was_bought_is_legal() =>
        Broken(Subscription("old", Pro.Replace("Pro", "Old", StringComparison.Ordinal)), changed: Created).Should().BeEmpty();

    [Fact]
    public void A_snapshot_of_a_configured_product_under_another_id_is_an_error() =>
        Broken(Subscription("ghost")).Should().ContainSingle().Which.Message.Should()
            .EndWith("although its snapshot is that of the configured product pro");

    [Theory]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("""{ "customerType": "robot", "prices": {} }""")]
    [InlineData("""{ "customerType": "user", "prices": [] }""")]
    [InlineData("""{ "customerType": "user", "prices": {}, "includedItems": [] }""")]
    [InlineData("""{ "customerType": "user", "prices": { "m": { "JPY": "5.5" } } }""")]
    public void A_snapshot_that_is_no_product_is_an_error(string snapshot) =>
        Broken(Subscription("pro", snapshot)).Should().ContainSingle().Which.Severity.Should().Be(Severity.Error);

    [Theory]
    [InlineData("USER", "credits", 0)]
    [InlineData("TEAM", "credits", 1)]
    [InlineData("CUSTOM", "credits", 1)]
    [InlineData("CUSTOM", "removed", 0)]
    [InlineData("ROBOT", "credits", 1)]
    public void An_item_change_is_of_the_items_customer_type(string type, string item, int findings) =>
        Broken(Change(type, item)).Should().HaveCount(findings);

    [Fact]
    public void Without_a_config_rows_are_judged_by_themselves() =>
        PurchaseRules.BrokenBy(new StoredPurchase(Change("TEAM", "credits"), null), config: null).Should().BeEmpty();

    [Theory]
    [InlineData(Created - 1, Severity.Error)]
    [InlineData(Created, Severity.Info)]
    [InlineData(null, Severity.Info)]
    public void An_item_may_have_been_for_other_customers_before_the_config_changed(long? changed, Severity severity) =>
        PurchaseRules.BrokenBy(new StoredPurchase(Change("TEAM", "credits"), changed), Config)
            .Should().Equal(($"has item change {Guid.Empty} of item credits, which is for user customers", severity));

    private static List<(string Message, Severity Severity)> Broken(StoredTransaction row, long changed = Created + 1) =>
        [.. PurchaseRules.BrokenBy(new StoredPurchase(row, changed), Config)];

    private static StoredTransaction Subscription(string? product = "pro", string snapshot = Pro) => new()
    {
        Source = TransactionSource.Subscription,
        Id = Guid.Empty,
        CreatedAt = StoredTime.OfUnixMilliseconds(Created),
        CustomerType = "USER",
        CustomerId = "u",
        Quantity = 1,
        ProductId = product,
        Product = Product.Parse(snapshot),
        Status = "active",
    };

    private static StoredTransaction Change(string type, string item) => new()
    {
        Source = TransactionSource.ItemQuantityChange,
        Id = Guid.Empty,
        CreatedAt = StoredTime.OfUnixMilliseconds(Created),
        CustomerType = type,
        CustomerId = "u",
        Quantity = 1,
        ItemId = item,
    };
}
