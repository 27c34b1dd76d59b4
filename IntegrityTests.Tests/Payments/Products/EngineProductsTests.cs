using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Products;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Tests.Fakes;
using Xunit;
using LedgerRows = IntegrityTests.Tests.Payments.Balances.LedgerRows;

namespace IntegrityTests.Tests.Payments.Products;

/// <summary>What a list of owned products may not say otherwise than its rows, where a payments engine answers.</summary>
public sealed class EngineProductsTests
{
    private const string Snapshot = """
        { "customerType": "user", "displayName": "Pro", "productLineId": "plans", "stackable": true,
          "includedItems": { "a": { "quantity": 1 } },
          "prices": { "m": { "USD": "9.50", "interval": [1, "month"], "serverOnly": false } } }
        """;

    private static readonly Product Pack = Product.Parse("""{ "customerType": "user", "prices": {} }""");
    private static readonly Guid Older = Guid.Parse("10000000-0000-4000-8000-000000000000");
    private static readonly Guid Newer = Guid.Parse("20000000-0000-4000-8000-000000000000");

    // Only max can be switched to: the others are of another line, free, an add-on, or paid once.
    private static readonly PaymentsConfig Config = PaymentsConfigParser.Parse(Example.Json("""
        { "products": {
            "max": { "customerType": "user", "productLineId": "plans", "isAddOnTo": {},
              "prices": { "m": { "USD": "99", "interval": [1, "month"] }, "once": { "USD": "5" } }, "includedItems": {} },
            "pro": { "customerType": "user", "productLineId": "plans", "prices": { "m": { "USD": "9", "interval": [1, "month"] } } },
            "other": { "customerType": "user", "productLineId": "others", "prices": { "m": { "USD": "9", "interval": [1, "month"] } } },
            "team": { "customerType": "team", "productLineId": "plans", "prices": { "m": { "USD": "9", "interval": [1, "month"] } } },
            "free": { "customerType": "user", "productLineId": "plans", "prices": "include-by-default" },
            "addon": { "customerType": "user", "productLineId": "plans", "isAddOnTo": { "pro": true },
              "prices": { "m": { "USD": "9", "interval": [1, "month"] } } },
            "once": { "customerType": "user", "productLineId": "plans", "prices": { "o": { "USD": "9" } } } } }
        """));

    [Fact]
    public void What_the_rows_say_is_what_is_listed() => DifferencesOf(_ => { }).Should().BeEmpty();

    [Fact]
    public void A_product_that_is_not_listed_is_missing() =>
        DifferencesOf(items => items.RemoveAt(0)).Should().Equal(
            "$.items should list product pack, which the customer owns 3 of, but does not list it");

    [Fact]
    public void Inline_products_are_one()
    {
        var inline = new StoredOneTimePurchase(Guid.NewGuid(), null, Pack, 1, LedgerRows.Time("2026-01-02"), null);

        var rows = Rows() with { OneTimePurchases = [.. Rows().OneTimePurchases, inline, inline with { Id = Guid.NewGuid() }] };
        DifferencesOf(_ => { }, rows).Should().Equal(
            "$.items should list the inline products, which the customer owns 2 of, but does not list it");
    }

    [Fact]
    public void A_product_that_the_customer_does_not_own_is_foreign() =>
        DifferencesOf(items => items.Add(Changed(items[0]!, item => item["id"] = "plus"))).Should().Equal(
            "$.items[2] lists product plus, which the customer does not own");

    [Fact]
    public void A_product_is_listed_once() =>
        DifferencesOf(items => items.Add(items[0]!.DeepClone())).Should().Equal("$.items[2] lists product pack, a second time");

    [Fact]
    public void The_order_counts() =>
        DifferencesOf(items => items.Add(Take(items, 0))).Should().Equal("$.items lists the products in another order");

    [Theory]
    [InlineData("quantity", "4")]
    [InlineData("type", "\"one_time\"")]
    [InlineData("subscription", "null")]
    public void A_member_that_says_otherwise_is_found(string member, string value) =>
        DifferencesOf(items => items[1]![member] = JsonNode.Parse(value)).Should().ContainSingle()
            .Which.Should().StartWith($"$.items[1].{member} ");

    [Theory]
    [InlineData("subscription_id", "\"10000000-0000-4000-8000-000000000000\"")]
    [InlineData("current_period_end", "\"2026-12-28T04:43:22Z\"")]
    [InlineData("cancel_at_period_end", "false")]
    [InlineData("is_cancelable", "false")]
    public void The_subscription_is_the_greatest_in_force_as_stored(string member, string value) =>
        DifferencesOf(items => items[1]!["subscription"]![member] = JsonNode.Parse(value)).Should().ContainSingle()
            .Which.Should().StartWith($"$.items[1].subscription.{member} ");

    [Theory]
    [InlineData("display_name", "\"Other\"")]
    [InlineData("stackable", "false")]
    [InlineData("server_only", "true")]
    [InlineData("client_metadata", "{}")]
    [InlineData("prices", """{ "m": { "USD": "9.5", "interval": [1, "month"] } }""")]
    [InlineData("included_items", """{ "a": { "quantity": 1, "repeat": "never" } }""")]
    public void The_product_is_shown_as_it_is_stored(string member, string value) =>
        DifferencesOf(items => items[1]!["product"]![member] = JsonNode.Parse(value)).Should().ContainSingle()
            .Which.Should().StartWith($"$.items[1].product.{member} ");

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""[{ "product_id": "pro", "product": {} }]""")]
    public void What_the_customer_can_switch_to_follows_from_the_config(string options) =>
        DifferencesOf(items => items[1]!["switch_options"] = JsonNode.Parse(options)).Should().ContainSingle()
            .Which.Should().StartWith("$.items[1].switch_options ");

    [Fact]
    public void An_option_shows_only_what_is_paid_again_and_again() =>
        DifferencesOf(items => items[1]!["switch_options"]![0]!["product"]!["prices"]!["once"] = new JsonObject { ["USD"] = "5" })
            .Should().ContainSingle().Which.Should().StartWith("$.items[1].switch_options[0].product.prices ");

    [Fact]
    public void A_product_without_line_has_no_options() =>
        DifferencesOf(items => items[0]!["switch_options"] = new JsonArray()).Should().Equal(
            "$.items[0].switch_options should not be there: the product has no product line");

    [Fact]
    public void A_product_that_cannot_be_shown_is_why_the_list_is_not_served()
    {
        var product = Product.Parse("""{ "customerType": "user", "prices": { "m": { "USD": "09" } } }""");
        var rows = Rows() with { Subscriptions = [Subscription(Newer) with { Product = product }] };

        Expected(rows).WhyNotServed.Should().Be(
            "the stored product of what it owns of product pro has the price m, whose amount in USD has a wrong form");
        Expected(Rows()).WhyNotServed.Should().BeNull();
    }

    [Fact]
    public void A_subscription_is_shown_as_the_engine_has_it()
    {
        var stale = Rows() with { EngineCopies = [new EngineCopy(Newer, Copy(Newer, "canceled"))] };
        var lacked = Rows() with { EngineCopies = [new EngineCopy(Newer, null)] };

        string[] other = ["$.items[1].subscription.subscription_id", "$.items[1].subscription.cancel_at_period_end"];
        PathsOf(stale).Should().Equal(other);
        PathsOf(lacked).Should().Equal(["$.items[1].quantity", .. other]);
    }

    private static string Copy(Guid id, string status) => $$"""
        { "id": "{{id}}", "productId": "pro", "product": {{Snapshot}}, "quantity": 1, "status": "{{status}}", "cancelAtPeriodEnd": true,
          "createdAtMillis": {{LedgerRows.Millis("2026-01-01")}}, "currentPeriodEndMillis": {{LedgerRows.Millis("2026-12-28")}} }
        """;

    private static IEnumerable<string> PathsOf(CustomerRows rows) =>
        DifferencesOf(_ => { }, rows).Select(difference => difference.Split(' ')[0]);

    private static CustomerRows Rows() => new(
        [Subscription(Older), Subscription(Newer) with { CancelsAtPeriodEnd = true }],
        [new(Guid.NewGuid(), "pack", Pack, 3, LedgerRows.Time("2026-01-02"), null)],
        []);

    private static StoredSubscription Subscription(Guid id) => new()
    {
        Id = id,
        ProductId = "pro",
        Product = Product.Parse(Snapshot),
        Quantity = 1,
        Status = "active",
        CreatedAt = LedgerRows.Time("2026-01-01"),
        PeriodStart = LedgerRows.Time("2026-11-28"),
        PeriodEnd = LedgerRows.Time("2026-12-28T04:43:22.394Z"),
    };

    private static EngineProducts Expected(CustomerRows rows) => new(
        EngineCustomer.Of(rows, CustomerType.User, LedgerRows.Millis("2026-06-01")), CustomerType.User, Config);

    private static JsonArray Items() => JsonNode.Parse("""
        [
          { "id": "pack", "quantity": 3, "type": "one_time", "subscription": null,
            "product": { "display_name": "Product", "customer_type": "user", "stackable": false, "server_only": false, "prices": {},
              "client_metadata": null, "client_read_only_metadata": null, "server_metadata": null } },
          { "id": "pro", "quantity": 2, "type": "subscription",
            "subscription": { "subscription_id": "20000000-0000-4000-8000-000000000000", "current_period_end": "2026-12-28T04:43:22.394Z",
              "cancel_at_period_end": true, "is_cancelable": true },
            "product": { "display_name": "Pro", "customer_type": "user", "stackable": true, "server_only": false,
              "client_metadata": null, "client_read_only_metadata": null, "server_metadata": null,
              "included_items": { "a": { "quantity": 1 } }, "prices": { "m": { "USD": "9.50", "interval": [1, "month"] } } },
            "switch_options": [{ "product_id": "max", "product": {
              "display_name": "Product", "customer_type": "user", "stackable": false, "server_only": false,
              "client_metadata": null, "client_read_only_metadata": null, "server_metadata": null,
              "included_items": {}, "prices": { "m": { "USD": "99", "interval": [1, "month"] } } } }] }
        ]
        """)!.AsArray();

    private static JsonNode Take(JsonArray items, int position)
    {
        var item = items[position]!;
        items.RemoveAt(position);
        return item;
    }

    private static JsonNode Changed(JsonNode item, Action<JsonNode> change)
    {
        var changed = item.DeepClone();
        change(changed);
        return changed;
    }

    private static IEnumerable<string> DifferencesOf(Action<JsonArray> change, CustomerRows? rows = null)
    {
        var items = Items();
        change(items);
        var page = Example.Response();
        var listed = JsonElement.Parse(items.ToJsonString()).EnumerateArray()
            .Select((item, position) => new ListedProduct(item, page, position)).ToList();
        return Expected(rows ?? Rows()).Compare(new ListedProducts(listed, page))
            .Select(difference => $"{difference.Path} {difference.Message}");
    }
}
