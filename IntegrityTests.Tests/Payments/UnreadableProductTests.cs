using FluentAssertions;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Payments.Balances;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Products;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Rules;
using IntegrityTests.Payments.Transactions;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Payments.Engine;
using Xunit;

namespace IntegrityTests.Tests.Payments;

/// <summary>A stored product that cannot be read is damage that is said: nothing that computes with it ends with an exception.</summary>
public sealed class UnreadableProductTests
{
    private const long Now = 3 * EngineRows.DayMillis;

    private static readonly PaymentsConfig Config = PaymentsConfigParser.Parse(Example.Json("""
        { "products": { "pro": { "customerType": "user", "prices": {} }, "pack": { "customerType": "user", "prices": {} } } }
        """));

    private static readonly Dictionary<string, string?> Texts = new()
    {
        ["SQL's null"] = null,
        ["JSON's null"] = "null",
        ["no JSON"] = "{",
        ["deeper than is read"] = new string('[', 10_000) + new string(']', 10_000),
        ["a number"] = "7",
        ["a text"] = "\"\"",
        ["a list"] = "[]",
        ["an empty object"] = "{}",
        ["prices that are none"] = """{ "prices": 7 }""",
    };

    public static TheoryData<string> Products => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(Products))]
    public void Everything_computes_with_a_product_that_is_none(string what)
    {
        var product = Product.Parse(Texts[what]);
        var rows = EngineRows.CustomerOf(
            EngineRows.Subscription(product) with { Status = "canceled", EndedAt = EngineRows.Day(20) },
            EngineRows.Paid(product),
            EngineRows.RefundOfSubscription(quantity: 1, at: 1));
        var engine = EngineCustomer.Of(rows, CustomerType.User, Now);

        product.Problem.Should().NotBeNull();
        var computing = () =>
        {
            FaultsOfCustomer.Of(rows, CustomerType.User, Config, Now, Now);
            engine.BalanceOf("a");
            Ledger.BalanceOf(rows, CustomerType.User, "a", Config, Now);
            OwnedProducts.Of(rows, CustomerType.User, Config).Should().NotBeEmpty();
            new EngineProducts(engine, CustomerType.User, Config).WhyNotServed.Should().NotBeNull();
        };
        computing.Should().NotThrow();
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void A_purchase_of_a_product_that_is_none_is_judged(string what)
    {
        foreach (var source in new[] { TransactionSource.Subscription, TransactionSource.OneTimePurchase, TransactionSource.Renewal })
        {
            var row = new StoredTransaction
            {
                Source = source,
                Id = Guid.Empty,
                CreatedAt = StoredTime.OfUnixMilliseconds(Now),
                CustomerType = "USER",
                CustomerId = "u",
                Quantity = 1,
                ProductId = "pro",
                PriceId = "m",
                Product = Product.Parse(Texts[what]),
            };
            var listed = Example.Json("""{ "entries": [] }""");
            var differences = new List<Difference>();

            new TransactionView(row).Compare(listed, "$", differences);
            new EngineTransactionView(row).Compare(listed, "$", differences);

            differences.Should().NotBeEmpty();
            PurchaseRules.BrokenBy(new StoredPurchase(row, null), Config).Should().NotBeEmpty();
        }
    }
}
