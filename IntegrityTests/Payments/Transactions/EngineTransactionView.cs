using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Json;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Views;

namespace IntegrityTests.Payments.Transactions;

/// <summary>How a row reads in the list of a payments engine (source: docs/platform.md, Transactions at 2026-04).</summary>
internal sealed class EngineTransactionView(StoredTransaction row)
{
    /// <summary>Collects what a listed transaction says otherwise than its row.</summary>
    /// <param name="actual">The transaction.</param>
    /// <param name="path">Its JSON path.</param>
    /// <param name="found">Where differences go.</param>
    public void Compare(JsonElement actual, string path, ICollection<Difference> found)
    {
        Whole().Compare(actual, path, found);
        if (actual.Items("entries") is not { } entries)
        {
            found.Add(new Difference($"{path}.entries", "should be a list", null, null, IsPersonal: false));
            return;
        }

        var (charge, problem) = EngineCharge.Of(row);
        problem ??= ProblemOfItems();
        if (problem is not null)
        {
            found.Add(new Difference(path, $"cannot be computed: the product {problem}", null, null, IsPersonal: false));
            return;
        }

        CompareEntries(entries, [.. Entries(charge)], $"{path}.entries", found);
    }

    private View Whole() => new View()
        .Value("id", row.Id.ToString())
        .Milliseconds("created_at_millis", row.CreatedAt)
        .Milliseconds("effective_at_millis", row.CreatedAt)
        .Value("type", row.Source switch
        {
            TransactionSource.ItemQuantityChange => "manual-item-quantity-change",
            TransactionSource.Renewal => "subscription-renewal",
            _ => "purchase",
        })
        .Value("adjusted_by", AdjustedBy())
        .Value("test_mode", row.IsTestMode);

    private JsonArray AdjustedBy()
    {
        var transaction = row.Source == TransactionSource.Subscription ? $"sub-start:{row.Id}" : $"otp:{row.Id}";
        return
        [
            .. from product in row.Refund?.Products ?? []
               where product.Transaction == transaction
               select new JsonObject { ["transaction_id"] = $"{row.Id}:refund", ["entry_index"] = product.Index },
        ];
    }

    private string? ProblemOfItems() =>
        row.Product?.Body.Member("includedItems") is { ValueKind: JsonValueKind.Object } items
        && items.EnumerateObject().Any(item => item.Value.Member("quantity") is { ValueKind: JsonValueKind.Number } each
            && !(each.TryGetDecimal(out var quantity) && Math.Abs(quantity) <= IncludedItem.MaxSafe))
            ? "includes more of an item than JavaScript can count"
            : null;

    private IEnumerable<Entry> Entries(IReadOnlyDictionary<string, BigInteger> charge)
    {
        if (row.Source == TransactionSource.ItemQuantityChange) yield return Change(row.ItemId, row.Quantity);
        if (row.Product is not { } product) yield break;
        if (row.Source != TransactionSource.Renewal) yield return new Entry("product_grant", Grant(product));
        if (charge.Count > 0) yield return new Entry("money_transfer", WithCustomer("money_transfer"), charge);
        if (row.Source == TransactionSource.Renewal) yield break;
        if (product.Body.Member("includedItems") is not { ValueKind: JsonValueKind.Object } items) yield break;

        // The column is jsonb, which keeps keys in the order that the engine grants them in.
        foreach (var item in items.EnumerateObject())
            if (item.Value.Member("quantity") is { ValueKind: JsonValueKind.Number } each && each.TryGetDecimal(out var quantity))
                yield return Change(item.Name, quantity * row.Quantity);
    }

    private Entry Change(string? item, decimal quantity) => new(
        "item_quantity_change", WithCustomer("item_quantity_change").Value("item_id", item).Value("quantity", quantity));

    private View Grant(Product product)
    {
        var (own, other) = row.Source == TransactionSource.Subscription
            ? ("subscription_id", "one_time_purchase_id")
            : ("one_time_purchase_id", "subscription_id");
        return WithCustomer("product_grant")
            .Value("product_id", row.ProductId)
            .Value("price_id", row.PriceId)
            .Value("quantity", row.Quantity)
            .Value(own, row.Id.ToString())
            .Absent(other)
            .Nested("product", EngineProductView.Listed(product));
    }

    private View WithCustomer(string type) => new View()
        .Value("type", type)
        .Value("customer_type", row.CustomerType.ToLowerInvariant())
        .Value("customer_id", row.CustomerId)
        .Value("adjusted_transaction_id", null)
        .Value("adjusted_entry_index", null);

    private static void CompareEntries(JsonElement actual, IReadOnlyList<Entry> expected, string path, ICollection<Difference> found)
    {
        var count = actual.GetArrayLength();
        if (count != expected.Count)
        {
            var (should, does) = (string.Join(", ", expected.Select(entry => entry.Type)), string.Join(", ", TypesOf(actual)));
            found.Add(new Difference(path, "has other entries than follow from the row", should, does, IsPersonal: false));
            return;
        }

        foreach (var (position, entry) in expected.Index()) entry.Compare(actual[position], $"{path}[{position}]", found);
    }

    private static IEnumerable<string> TypesOf(JsonElement entries) =>
        entries.EnumerateArray().Select(entry => entry.Text("type") ?? "an unknown one");

    private sealed record Entry(string Type, View View, IReadOnlyDictionary<string, BigInteger>? Charge = null)
    {
        public void Compare(JsonElement actual, string path, ICollection<Difference> found)
        {
            View.Compare(actual, path, found);
            if (Charge is null) return;
            CompareAmounts(actual.Member("charged_amount"), $"{path}.charged_amount", Charge, found);
            var net = new Dictionary<string, BigInteger> { ["USD"] = Charge.GetValueOrDefault("USD") };
            CompareAmounts(actual.Member("net_amount"), $"{path}.net_amount", net, found);
        }

        private static void CompareAmounts(
            JsonElement? actual, string path, IReadOnlyDictionary<string, BigInteger> expected, ICollection<Difference> found)
        {
            foreach (var (currency, units) in expected)
            {
                var text = actual.Text(currency);
                var (answered, problem) = Money.Read(text, currency);
                if (answered == units) continue;
                var message = problem ?? "is not price times quantity";
                found.Add(new Difference($"{path}.{currency}", message, Money.Write(units, currency), text, IsPersonal: false));
            }

            if (actual is not { ValueKind: JsonValueKind.Object } all) return;
            foreach (var other in all.EnumerateObject().Where(other => !expected.ContainsKey(other.Name)))
            {
                const string Message = "is a currency that the price does not have";
                found.Add(new Difference($"{path}.{other.Name}", Message, null, other.Name, IsPersonal: false));
            }
        }
    }
}

/// <summary>What a row charges by the payments engine (source: docs/platform.md, Transactions at 2026-04).</summary>
internal static class EngineCharge
{
    private static readonly IReadOnlyDictionary<string, BigInteger> Nothing = new Dictionary<string, BigInteger>();

    /// <summary>
    /// The amounts in minor units by currency, none where no money moves; a price of 0 is an amount. Or why the list cannot show them, as
    /// the rest of a sentence about the product.
    /// </summary>
    public static (IReadOnlyDictionary<string, BigInteger> Amounts, string? Problem) Of(StoredTransaction row)
    {
        if (row.IsTestMode || row.PriceId is null || row.Product?.Price(row.PriceId) is not { } price) return (Nothing, null);
        var amounts = new Dictionary<string, BigInteger>(StringComparer.Ordinal);
        foreach (var member in price.EnumerateObject().Where(member => IsAmount(member.Name, member.Value)))
        {
            var (units, problem) = Money.Read(member.Value.GetString(), member.Name);
            if (units is null) return (Nothing, $"has the price {row.PriceId}, whose amount in {member.Name} {problem}");
            if (units.Value.Sign * row.Quantity < 0) return (Nothing, $"has the price {row.PriceId}, which is negative");
            amounts[member.Name] = units.Value * row.Quantity;
        }

        return (amounts, null);
    }

    // Whatever else a price says begins otherwise.
    private static bool IsAmount(string name, JsonElement value)
    {
        if (name is "interval" or "serverOnly" or "freeTrial" || value.ValueKind != JsonValueKind.String) return false;
        var digits = value.GetString()!.AsSpan();
        if (digits.StartsWith('-')) digits = digits[1..];
        return digits.Length > 0 && char.IsAsciiDigit(digits[0]);
    }
}
