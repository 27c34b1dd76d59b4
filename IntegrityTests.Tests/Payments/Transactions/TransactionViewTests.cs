using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Transactions;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Payments.Transactions;

/// <summary>What a listed transaction may not say otherwise than its row: the edges that are rare in a list.</summary>
public sealed class TransactionViewTests
{
    private static readonly Guid Id = ListedTransactions.Subscription(1);

    private static readonly StoredTransaction Row = new()
    {
        Source = TransactionSource.Subscription,
        Id = Id,
        CreatedAt = StoredTime.OfUnixMilliseconds((long)ListedTransactions.Of(0, 1)[Id]["created_at_millis"]!),
        CustomerType = "USER",
        CustomerId = ListedTransactions.Customer,
        Quantity = 3,
        ProductId = "pro",
        Product = Product.Parse(ListedTransactions.Product),
        PriceId = "monthly",
    };

    [Fact]
    public void A_listed_purchase_equals_its_row() => PathsOf(_ => { }).Should().BeEmpty();

    [Fact]
    public void An_entry_too_many_is_a_difference() =>
        PathsOf(listed => listed["entries"]!.AsArray().Add(listed["entries"]![1]!.DeepClone())).Should().Equal("$.entries");

    [Theory]
    [InlineData("charged_amount", "XYZ", "1.00")]
    [InlineData("charged_amount", "EUR", "0.00")]
    [InlineData("net_amount", "JPY", "2100")]
    public void An_amount_in_a_currency_that_does_not_belong_is_a_difference(string amounts, string currency, string amount) =>
        PathsOf(listed => listed["entries"]![1]![amounts]![currency] = amount).Should().Equal($"$.entries[1].{amounts}.{currency}");

    [Fact]
    public void The_refund_of_a_refunded_purchase_is_listed_once()
    {
        Action<JsonObject> adjust = listed => listed["adjusted_by"]!.AsArray().Add(Refund(0));
        var refunded = Row with { IsRefunded = true };

        PathsOf(adjust, refunded).Should().BeEmpty();
        PathsOf(adjust + adjust, refunded).Should().Equal("$.adjusted_by");
    }

    [Fact]
    public void A_refund_is_of_the_product_grant() => PathsOf(
        listed => listed["adjusted_by"]!.AsArray().Add(Refund(1)), Row with { IsRefunded = true }).Should().Equal("$.adjusted_by");

    [Theory]
    [InlineData("""["x"]""")]
    [InlineData("""[{ "entry_index": 0 }]""")]
    [InlineData("""[{ "transaction_id": "another:refund", "entry_index": 0 }]""")]
    public void What_a_refunded_purchase_is_adjusted_by_is_its_refund(string adjustments) =>
        PathsOf(listed => listed["adjusted_by"] = JsonNode.Parse(adjustments), Row with { IsRefunded = true })
            .Should().Equal("$.adjusted_by");

    [Fact]
    public void A_purchase_that_is_not_refunded_is_not_adjusted() =>
        PathsOf(listed => listed["adjusted_by"]!.AsArray().Add(Refund(0))).Should().Equal("$.adjusted_by");

    [Theory]
    [InlineData("id", "\"x\"")]
    [InlineData("created_at_millis", "1")]
    [InlineData("type", "\"subscription-renewal\"")]
    [InlineData("test_mode", "true")]
    public void A_member_that_says_otherwise_is_a_difference(string member, string value) =>
        PathsOf(listed => listed[member] = JsonNode.Parse(value)).Should().Equal($"$.{member}");

    [Theory]
    [InlineData(0, "customer_id")]
    [InlineData(0, "subscription_id")]
    [InlineData(1, "customer_id")]
    [InlineData(1, "type")]
    public void An_entry_that_says_otherwise_is_a_difference(int entry, string member) =>
        PathsOf(listed => listed["entries"]![entry]![member] = "x").Should().Equal($"$.entries[{entry}].{member}");

    [Fact]
    public void A_one_time_purchase_names_itself()
    {
        var bought = Row with { Source = TransactionSource.OneTimePurchase };

        PathsOf(_ => { }, bought).Should().Equal("$.entries[0].one_time_purchase_id");
        PathsOf(listed => listed["entries"]![0]!["one_time_purchase_id"] = $"{Id}", bought).Should().BeEmpty();
    }

    [Fact]
    public void A_change_of_an_item_has_one_entry()
    {
        var change = Row with { Source = TransactionSource.ItemQuantityChange, ItemId = "a", Product = null, PriceId = null };
        void Listed(JsonObject listed)
        {
            listed["type"] = "manual-item-quantity-change";
            listed["entries"] = new JsonArray(new JsonObject
            {
                ["type"] = "item_quantity_change",
                ["customer_type"] = "user",
                ["customer_id"] = ListedTransactions.Customer,
                ["item_id"] = "a",
                ["quantity"] = 3,
            });
        }

        PathsOf(Listed, change).Should().BeEmpty();
        PathsOf(Listed, change with { ItemId = "b" }).Should().Equal("$.entries[0].item_id");
    }

    [Fact]
    public void A_renewal_lists_what_was_charged_and_nothing_else()
    {
        var renewal = Row with { Source = TransactionSource.Renewal };
        void Listed(JsonObject listed)
        {
            listed["type"] = "subscription-renewal";
            listed.Remove("test_mode");
            listed["entries"]!.AsArray().RemoveAt(0);
        }

        PathsOf(Listed, renewal).Should().BeEmpty();
        PathsOf(listed => listed["type"] = "subscription-renewal", renewal).Should().Contain("$.entries");
        PathsOf(Listed, renewal with { Product = null }).Should().BeEmpty("nobody knows what it charged");
    }

    [Fact]
    public void A_charge_that_is_not_listed_is_a_difference()
    {
        static void Untransferred(JsonObject listed) => listed["entries"]!.AsArray().RemoveAt(1);
        var partlyFree = Priced("""{ "USD": "5.25", "EUR": "0" }""");

        PathsOf(Untransferred).Should().Equal("$.entries");
        PathsOf(Untransferred, Row with { Quantity = 0 }).Should().Equal("$.entries[0].quantity");
        PathsOf(Untransferred, partlyFree).Should().Contain("$.entries");
        PathsOf(listed => listed["entries"] = new JsonArray()).Should().Contain("$.entries");
    }

    [Fact]
    public void An_amount_may_be_left_out_only_where_it_is_0()
    {
        var partlyFree = Priced("""{ "USD": "5.25", "EUR": "0" }""");
        IEnumerable<string> ChargesOf(Action<JsonNode> change) => PathsOf(
            listed =>
            {
                var charged = listed["entries"]![1]!["charged_amount"]!;
                charged.AsObject().Remove("JPY");
                change(charged);
            },
            partlyFree).Where(path => path.StartsWith("$.entries[1]", StringComparison.Ordinal));

        ChargesOf(_ => { }).Should().BeEmpty();
        ChargesOf(charged => charged["EUR"] = "0.00").Should().BeEmpty();
        ChargesOf(charged => charged["EUR"] = "0.01").Should().Equal("$.entries[1].charged_amount.EUR");
        ChargesOf(charged => charged.AsObject().Remove("USD")).Should().Equal("$.entries[1].charged_amount.USD");
    }

    [Fact]
    public void A_test_has_no_transfer()
    {
        var test = Row with { IsTestMode = true };

        PathsOf(listed => listed["test_mode"] = true, test).Should().Equal("$.entries");
    }

    [Fact]
    public void What_payments_say_is_no_personal_data() => DifferencesOf(
            listed =>
            {
                listed["adjusted_by"]!.AsArray().Add(Refund(0));
                listed["entries"]!.AsArray().Add("x");
                listed["entries"]![1]!["charged_amount"]!["USD"] = "1.00";
                listed["entries"]![1]!["charged_amount"]!["EUR"] = "1.00";
            },
            Row)
        .Select(difference => (difference.Path, difference.IsPersonal))
        .Should().BeEquivalentTo(
        [
            ("$.adjusted_by", false),
            ("$.entries", false),
            ("$.entries[1].charged_amount.USD", false),
            ("$.entries[1].charged_amount.EUR", false),
        ]);

    private static StoredTransaction Priced(string price) => Row with
    {
        Product = Product.Parse($$"""{ "customerType": "user", "displayName": "Pro", "prices": { "monthly": {{price}} } }"""),
    };

    private static JsonObject Refund(int entry) => new() { ["transaction_id"] = $"{Id}:refund", ["entry_index"] = entry };

    private static IEnumerable<string> PathsOf(Action<JsonObject> change, StoredTransaction? row = null) =>
        DifferencesOf(change, row ?? Row).Select(difference => difference.Path);

    private static List<Difference> DifferencesOf(Action<JsonObject> change, StoredTransaction row)
    {
        var listed = ListedTransactions.Of(0, 1)[Id];
        change(listed);
        var differences = new List<Difference>();
        new TransactionView(row).Compare(Example.Json(listed.ToJsonString()), "$", differences);
        return differences;
    }
}
