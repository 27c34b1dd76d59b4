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

    [Fact]
    public void A_listed_purchase_equals_its_row() => DifferencesOf(_ => { }).Should().BeEmpty();

    [Fact]
    public void An_entry_too_many_is_a_difference()
    {
        var differences = DifferencesOf(listed => listed["entries"]!.AsArray().Add(listed["entries"]![1]!.DeepClone()));

        differences.Should().ContainSingle().Which.Path.Should().Be("$.entries");
    }

    [Theory]
    [InlineData("charged_amount", "XYZ", "1.00")]
    [InlineData("charged_amount", "EUR", "0.00")]
    [InlineData("net_amount", "JPY", "2100")]
    public void An_amount_in_a_currency_that_does_not_belong_is_a_difference(string amounts, string currency, string amount)
    {
        var differences = DifferencesOf(listed => listed["entries"]![1]![amounts]![currency] = amount);

        differences.Should().ContainSingle().Which.Path.Should().Be($"$.entries[1].{amounts}.{currency}");
    }

    [Fact]
    public void The_refund_of_a_refunded_purchase_is_listed_once()
    {
        DifferencesOf(listed => listed["adjusted_by"]!.AsArray().Add(Refund(0)), isRefunded: true).Should().BeEmpty();

        var differences = DifferencesOf(
            listed =>
            {
                listed["adjusted_by"]!.AsArray().Add(Refund(0));
                listed["adjusted_by"]!.AsArray().Add(Refund(0));
            },
            isRefunded: true);
        differences.Should().ContainSingle().Which.Path.Should().Be("$.adjusted_by");
    }

    [Fact]
    public void A_refund_is_of_the_product_grant() =>
        DifferencesOf(listed => listed["adjusted_by"]!.AsArray().Add(Refund(1)), isRefunded: true)
            .Should().ContainSingle().Which.Path.Should().Be("$.adjusted_by");

    private static JsonObject Refund(int entry) => new() { ["transaction_id"] = $"{Id}:refund", ["entry_index"] = entry };

    private static List<Difference> DifferencesOf(Action<JsonObject> change, bool isRefunded = false)
    {
        var listed = ListedTransactions.Of(0, 1)[Id];
        change(listed);
        var row = new StoredTransaction
        {
            Source = TransactionSource.Subscription,
            Id = Id,
            CreatedAt = StoredTime.OfUnixMilliseconds((long)listed["created_at_millis"]!),
            CustomerType = "USER",
            CustomerId = ListedTransactions.Customer,
            Quantity = 3,
            ProductId = "pro",
            Product = Product.Parse(ListedTransactions.Product),
            PriceId = "monthly",
            IsRefunded = isRefunded,
        };
        var differences = new List<Difference>();
        new TransactionView(row).Compare(Example.Json(listed.ToJsonString()), "$", differences);
        return differences;
    }
}
