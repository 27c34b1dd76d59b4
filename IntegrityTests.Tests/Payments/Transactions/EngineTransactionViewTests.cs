using System.Numerics;
using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Transactions;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Payments.Balances;
using Xunit;

namespace IntegrityTests.Tests.Payments.Transactions;

/// <summary>The example that the facts work out in full, and the edges that are rare in a list of a payments engine.</summary>
public sealed class EngineTransactionViewTests
{
    private static readonly Guid Id = ListedTransactions.Subscription(1);

    private static readonly StoredTransaction Row = new()
    {
        Source = TransactionSource.Subscription,
        Id = Id,
        CreatedAt = LedgerRows.Time("1970-01-01"),
        CustomerType = "USER",
        CustomerId = "c1",
        Quantity = 3,
        ProductId = "pro",
        PriceId = "m",
        Product = Product.Parse("""
            { "customerType": "user", "displayName": "Pro", "prices": { "m": { "USD": "19.90", "interval": [1, "month"] } },
              "includedItems": { "seats": { "quantity": 2, "expires": "when-purchase-expires" },
                "credits": { "quantity": 100, "repeat": [1, "week"], "expires": "when-repeated" }, "storage": { "quantity": 5 } } }
            """),
    };

    [Fact]
    public void The_worked_example_is_listed_as_the_platform_lists_it() => DifferencesOf(Row, _ => { }).Should().BeEmpty();

    [Theory]
    [InlineData(0, "price_id", "null")]
    [InlineData(0, "one_time_purchase_id", "\"x\"")]
    [InlineData(0, "adjusted_transaction_id", "\"x\"")]
    [InlineData(3, "quantity", "301")]
    [InlineData(4, "item_id", "\"credits\"")]
    public void An_entry_that_says_otherwise_is_found(int entry, string member, string value) =>
        DifferencesOf(Row, listed => listed["entries"]![entry]![member] = JsonNode.Parse(value)).Should().ContainSingle()
            .Which.Should().StartWith($"$.entries[{entry}].{member} ");

    [Fact]
    public void Items_are_listed_with_what_is_filled_in() =>
        DifferencesOf(Row, listed => listed["entries"]![0]!["product"]!["included_items"]!["storage"]!.AsObject().Remove("repeat"))
            .Should().ContainSingle().Which.Should().StartWith("$.entries[0].product.included_items ");

    [Theory]
    [InlineData("1e28")]
    [InlineData("1e400")]
    public void More_of_an_item_than_can_be_counted_is_said_to_be(string quantity)
    {
        var product = Row.Product!.Body.GetRawText().Replace("\"quantity\": 5", $"\"quantity\": {quantity}", StringComparison.Ordinal);

        DifferencesOf(Row with { Product = Product.Parse(product), Quantity = int.MaxValue }, _ => { })
            .Should().Contain("$ cannot be computed: the product includes more of an item than JavaScript can count");
    }

    [Fact]
    public void A_missing_entry_is_found() =>
        DifferencesOf(Row, listed => listed["entries"]!.AsArray().RemoveAt(2)).Should().ContainSingle()
            .Which.Should().StartWith("$.entries has other entries than follow from the row");

    [Theory]
    [InlineData("59.7", true)]
    [InlineData("59.70", true)]
    [InlineData("59.71", false)]
    [InlineData("59.700", false)]
    public void Amounts_are_compared_as_numbers(string amount, bool isRight)
    {
        var differences = DifferencesOf(Row, listed =>
        {
            listed["entries"]![1]!["charged_amount"]!["USD"] = amount;
            listed["entries"]![1]!["net_amount"]!["USD"] = amount;
        });

        differences.Should().HaveCount(isRight ? 0 : 2);
    }

    [Fact]
    public void A_price_of_0_is_a_transfer_and_a_test_is_none()
    {
        var free = Row with { Product = Product.Parse(Row.Product!.Body.GetRawText().Replace("19.90", "0", StringComparison.Ordinal)) };
        DifferencesOf(free, listed =>
        {
            listed["entries"]![0]!["product"]!["prices"]!["m"]!["USD"] = "0";
            listed["entries"]![1]!["charged_amount"]!["USD"] = "0";
            listed["entries"]![1]!["net_amount"]!["USD"] = "0";
        }).Should().BeEmpty();

        DifferencesOf(Row with { IsTestMode = true }, listed =>
        {
            listed["test_mode"] = true;
            listed["entries"]!.AsArray().RemoveAt(1);
        }).Should().BeEmpty();
    }

    [Fact]
    public void A_renewal_lists_the_charge_only_and_nothing_where_there_is_none()
    {
        var renewal = Row with { Source = TransactionSource.Renewal };
        DifferencesOf(renewal, listed => ToRenewal(listed, hasTransfer: true)).Should().BeEmpty();
        DifferencesOf(renewal with { PriceId = null }, listed => ToRenewal(listed, hasTransfer: false)).Should().BeEmpty();
        DifferencesOf(renewal with { PriceId = null }, listed => ToRenewal(listed, hasTransfer: true)).Should().ContainSingle();
    }

    [Theory]
    [InlineData("""{ "m": { "XYZ": "1" } }""", "has the price m, whose amount in XYZ has the unknown currency XYZ")]
    [InlineData("""{ "m": { "USD": "-1" } }""", "has the price m, which is negative")]
    [InlineData("""{ "m": { "USD": "1.234" } }""", "has the price m, whose amount in USD has 3 decimals, but USD has 2")]
    public void A_charge_that_cannot_be_shown_keeps_the_page_from_being_served(string prices, string why)
    {
        var row = Row with { Product = Product.Parse($$"""{ "customerType": "user", "includedItems": {}, "prices": {{prices}} }""") };

        new EngineTransactions(null!).WhyNotServed(row).Should().Be($"whose product {why}");
        new EngineTransactions(null!).WhyNotServed(row with { Source = TransactionSource.Renewal }).Should().Be($"whose product {why}");
    }

    [Theory]
    [InlineData("id", "\"x\"")]
    [InlineData("effective_at_millis", "1")]
    [InlineData("test_mode", "true")]
    [InlineData("adjusted_by", """[{ "transaction_id": "x", "entry_index": 0 }]""")]
    [InlineData("entries", "{}")]
    public void A_member_that_says_otherwise_is_found(string member, string value) =>
        DifferencesOf(Row, listed => listed[member] = JsonNode.Parse(value)).Should().ContainSingle()
            .Which.Should().StartWith($"$.{member} ");

    [Fact]
    public void A_one_time_purchase_names_itself_and_its_own_refund()
    {
        var refund = new StoredRefund("refund:one-time-purchase:x", 0, [new RefundedProduct(2, "pro", 1, $"otp:{Id}", 0)]);
        var bought = Row with { Source = TransactionSource.OneTimePurchase, Refund = refund };
        Action<JsonObject> adjust = listed =>
        {
            var grant = listed["entries"]![0]!.AsObject();
            grant.Remove("subscription_id");
            grant["one_time_purchase_id"] = $"{Id}";
            listed["adjusted_by"] = new JsonArray(new JsonObject { ["transaction_id"] = $"{Id}:refund", ["entry_index"] = 2 });
        };

        DifferencesOf(bought, adjust).Should().BeEmpty();
        DifferencesOf(bought with { Source = TransactionSource.Subscription }, adjust).Should().HaveCount(3);
    }

    [Fact]
    public void As_much_of_an_item_as_javascript_counts_is_computed()
    {
        var product = Row.Product!.Body.GetRawText().Replace("\"quantity\": 5", "\"quantity\": 9007199254740991", StringComparison.Ordinal);

        DifferencesOf(Row with { Product = Product.Parse(product), Quantity = 1 }, _ => { })
            .Should().NotContain(difference => difference.Contains("cannot be computed", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_two_reasons_the_charge_comes_first()
    {
        var product = Product.Parse("""
            { "customerType": "user", "prices": { "m": { "USD": "-1" } }, "includedItems": { "a": { "quantity": 1e28 } } }
            """);

        DifferencesOf(Row with { Product = product }, _ => { })
            .Should().Contain("$ cannot be computed: the product has the price m, which is negative");
    }

    [Fact]
    public void What_else_a_price_says_is_no_amount()
    {
        var prices = """
            { "m": { "interval": "1", "serverOnly": "1", "freeTrial": "1", "note": "", "sign": "-", "EUR": 5, "USD": "19.90" } }
            """;
        var row = Row with { Product = Product.Parse($$"""{ "customerType": "user", "includedItems": {}, "prices": {{prices}} }""") };

        var (amounts, problem) = EngineCharge.Of(row);

        problem.Should().BeNull();
        amounts.Should().Equal(new Dictionary<string, BigInteger> { ["USD"] = 5970 });
    }

    [Fact]
    public void What_payments_say_is_no_personal_data()
    {
        Action<JsonObject> misstate = listed =>
        {
            var charged = listed["entries"]![1]!["charged_amount"]!;
            charged["USD"] = "1.00";
            charged["EUR"] = "1.00";
        };
        Action<JsonObject> add = listed => listed["entries"]!.AsArray().Add(new JsonObject());

        var amounts = ListOf(Row, misstate);
        amounts.Select(difference => difference.Message)
            .Should().Equal("is not price times quantity", "is a currency that the price does not have");
        var entries = ListOf(Row, add).Should().ContainSingle().Subject;
        entries.Actual!.ToString().Should().EndWith("item_quantity_change, an unknown one");
        amounts.Append(entries).Should().OnlyContain(difference => !difference.IsPersonal);
    }

    private static void ToRenewal(JsonObject listed, bool hasTransfer)
    {
        listed["type"] = "subscription-renewal";
        var transfer = listed["entries"]![1]!.DeepClone();
        listed["entries"] = hasTransfer ? new JsonArray(transfer) : [];
    }

    private static List<string> DifferencesOf(StoredTransaction row, Action<JsonObject> change) =>
        [.. ListOf(row, change).Select(difference => $"{difference.Path} {difference.Message}")];

    private static List<Difference> ListOf(StoredTransaction row, Action<JsonObject> change)
    {
        var listed = JsonNode.Parse($$"""
            { "id": "{{Id}}", "created_at_millis": 0, "effective_at_millis": 0, "type": "purchase", "adjusted_by": [], "test_mode": false,
              "entries": [
                { "type": "product_grant", "product_id": "pro", "price_id": "m", "quantity": 3, "subscription_id": "{{Id}}", "product": {
                  "display_name": "Pro", "customer_type": "user", "stackable": false, "server_only": false,
                  "client_metadata": null, "client_read_only_metadata": null, "server_metadata": null,
                  "included_items": { "seats": { "quantity": 2, "repeat": "never", "expires": "when-purchase-expires" },
                    "credits": { "quantity": 100, "repeat": [1, "week"], "expires": "when-repeated" },
                    "storage": { "quantity": 5, "repeat": "never", "expires": "never" } },
                  "prices": { "m": { "USD": "19.90", "interval": [1, "month"] } } } },
                { "type": "money_transfer", "charged_amount": { "USD": "59.70" }, "net_amount": { "USD": "59.70" } },
                { "type": "item_quantity_change", "item_id": "seats", "quantity": 6 },
                { "type": "item_quantity_change", "item_id": "credits", "quantity": 300 },
                { "type": "item_quantity_change", "item_id": "storage", "quantity": 15 }] }
            """)!.AsObject();
        foreach (var entry in listed["entries"]!.AsArray().Select(entry => entry!.AsObject()))
        {
            entry["customer_type"] = "user";
            entry["customer_id"] = "c1";
            entry["adjusted_transaction_id"] = null;
            entry["adjusted_entry_index"] = null;
        }

        change(listed);
        var differences = new List<Difference>();
        new EngineTransactionView(row).Compare(Example.Json(listed.ToJsonString()), "$", differences);
        return differences;
    }
}
