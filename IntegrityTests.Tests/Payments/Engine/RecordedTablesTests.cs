using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using IntegrityTests.Json;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Model;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.Payments.Engine;

/// <summary>The computed engine is what a real backend keeps in its own tables: ids, times and quantities, row by row.</summary>
public sealed partial class RecordedTablesTests
{
    [Fact]
    public void The_fixtures_transactions_are_computed() => Transactions(RecordedCustomers.Fixture).Should().Be(201);

    [FactRequiringFacts]
    public void The_whole_deployments_transactions_are_computed() => Transactions(RecordedCustomers.Written).Should().Be(502);

    [Fact]
    public void The_fixtures_ledger_is_computed() => Ledger(RecordedCustomers.Fixture).Should().Be(222);

    [FactRequiringFacts]
    public void The_whole_deployments_ledger_is_computed() => Ledger(RecordedCustomers.Written).Should().Be(1631);

    [Fact]
    public void The_fixtures_final_states_are_computed() => FinalStates(RecordedCustomers.Fixture).Should().Be((88, 62));

    [FactRequiringFacts]
    public void The_whole_deployments_final_states_are_computed() => FinalStates(RecordedCustomers.Written).Should().Be((148, 111));

    // Renewals and cancellations are transactions that give and take nothing.
    private static int Transactions(RecordedCustomers recorded)
    {
        var stored = recorded.Engine.Where(row => row.Table == "payments-transactions-by-customer" && row.Id[0] is not ('0' or '1'))
            .Select(row => (
                row.Id,
                row.Data.Text("txnId"),
                row.Data.GetProperty("effectiveAtMillis").GetInt64(),
                Joined(row.Data.GetProperty("entries").EnumerateArray().Select(Text))))
            .OrderBy(row => row.Id, StringComparer.Ordinal)
            .ToList();

        Computed(recorded).SelectMany(customer => customer.Engine.Transactions)
            .Select(row => (row.Row, (string?)row.Id, row.At, Joined(row.Entries.Select(Text))))
            .OrderBy(row => row.Row, StringComparer.Ordinal)
            .Should().Equal(stored);
        return stored.Count;
    }

    private static int Ledger(RecordedCustomers recorded)
    {
        var stored = recorded.Engine.Where(row => row.Table == "payments-changes-sorted-for-ledger")
            .Select(row => (
                RecordedCustomers.Customer(row.Data),
                Id: GroupOfExpiries().Replace(row.Id, "\"]"),
                row.Data.GetProperty("txnEffectiveAtMillis").GetInt64(),
                row.Data.Text("itemId"),
                row.Data.GetProperty("quantity").GetDecimal(),
                Millis(row.Data.GetProperty("expiresAtMillis"))))
            .OrderBy(row => row.Id, StringComparer.Ordinal)
            .ToList();

        Computed(recorded).SelectMany(customer => LedgerRows.Of(customer.Engine.Transactions)
            .Select(row => (customer.Customer, row.Id, row.At, (string?)row.Item, row.Quantity, row.Expires)))
            .OrderBy(row => row.Id, StringComparer.Ordinal)
            .Should().Equal(stored);
        return stored.Count;
    }

    private static (int Balances, int Products) FinalStates(RecordedCustomers recorded)
    {
        var balances = LastRows(recorded, "payments-item-quantities");
        var products = LastRows(recorded, "payments-owned-products");
        var compared = (Balances: 0, Products: 0);
        foreach (var (customer, engine) in Computed(recorded))
        {
            if (balances.GetValueOrDefault(customer) is { } balance)
            {
                compared.Balances++;
                foreach (var item in balance.Data.GetProperty("itemQuantities").EnumerateObject())
                    engine.BalanceOf(item.Name).Quantity.Should().Be(item.Value.GetDecimal(), "{0} has so many {1}", customer, item.Name);
            }

            if (products.GetValueOrDefault(customer) is { } owned)
            {
                compared.Products++;
                OwnedFold.Of(engine.Transactions).Select(product => (product.ProductId ?? "__null__", product.Quantity))
                    .Should().BeEquivalentTo(owned.Data.GetProperty("ownedProducts").EnumerateObject()
                        .Select(product => (product.Name, product.Value.GetProperty("quantity").GetInt64())));
            }
        }

        compared.Should().Be((balances.Count, products.Count));
        return compared;
    }

    private static Dictionary<RecordedCustomer, EngineRow> LastRows(RecordedCustomers recorded, string table) => recorded.Engine
        .Where(row => row.Table == table)
        .GroupBy(row => RecordedCustomers.Customer(row.Data))
        .ToDictionary(
            customer => customer.Key,
            customer => customer.OrderBy(row => row.SortKey).ThenBy(row => row.Id, StringComparer.Ordinal).Last());

    private static IEnumerable<(RecordedCustomer Customer, EngineCustomer Engine)> Computed(RecordedCustomers recorded) =>
        recorded.All.Select(customer => (customer, EngineCustomer.Of(recorded.RowsOf(customer), customer.Type, recorded.Clock)));

    // Entries about money at the end, of refunds, are not computed.
    private static string Joined(IEnumerable<string> entries) => string.Join(", ", entries).TrimEnd('-', ' ', ',');

    private static string Text(JsonElement entry) => entry.Text("type") switch
    {
        "product-grant" => $"+{entry.GetProperty("quantity")} {entry.Text("productId")}",
        "product-revocation" => $"-{entry.GetProperty("quantity")} {entry.Text("productId")}",
        "item-quantity-change" =>
            $"{entry.GetProperty("quantity")} {entry.Text("itemId")} until {(entry.GetProperty("expiresWhen") is var end
                && end.ValueKind == JsonValueKind.Null ? "never" : end)}",
        "item-quantity-expire" =>
            $"end {entry.Text("adjustedTransactionId")} {entry.GetProperty("adjustedEntryIndex")}: "
                + $"{entry.GetProperty("quantity")} {entry.Text("itemId")}",
        _ => "-",
    };

    private static string Text(Entry entry) => entry switch
    {
        ProductGrant grant => $"+{grant.Quantity} {grant.ProductId}",
        ProductRevocation revocation => $"-{revocation.Quantity} {revocation.ProductId}",
        ItemChange { Expires: ItemExpiry.Never, ExpiresAt: { } end } change => $"{change.Quantity:G29} {change.Item} until {end}",
        ItemChange { Expires: ItemExpiry.Never } change => $"{change.Quantity:G29} {change.Item} until never",
        ItemChange { Expires: ItemExpiry.WhenRepeated } change => $"{change.Quantity:G29} {change.Item} until when-repeated",
        ItemChange change => $"{change.Quantity:G29} {change.Item} until when-purchase-expires",
        ItemExpiration end => $"end {end.Transaction} {end.Index}: {end.Quantity:G29} {end.Item}",
        _ => "-",
    };

    private static long? Millis(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetInt64();

    // What ends a change stands in the middle of the ids of its rows; it is the same in all of them.
    [GeneratedRegex("(?<=^0:\\[\"[^\"]*)\", (null|\".*\")\\]")]
    private static partial Regex GroupOfExpiries();
}
