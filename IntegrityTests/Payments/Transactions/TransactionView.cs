using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Json;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Payments.Views;

namespace IntegrityTests.Payments.Transactions;

/// <summary>How a row reads in the transactions list (source: docs/platform.md, How a transaction follows from its row).</summary>
internal sealed class TransactionView(StoredTransaction row)
{
    /// <summary>Collects what a listed transaction says otherwise than its row.</summary>
    /// <param name="actual">The transaction.</param>
    /// <param name="path">Its JSON path.</param>
    /// <param name="found">Where differences go.</param>
    public void Compare(JsonElement actual, string path, ICollection<Difference> found)
    {
        Whole().Compare(actual, path, found);
        var (amounts, problem) = PriceAmounts.Of(row);
        if (problem is not null)
        {
            found.Add(new Difference(path, $"cannot be computed: {row.Name} {problem}", null, null, IsPersonal: false));
            return;
        }

        // A renewal without its subscription is judged where rows are; no rule says what the list then shows.
        if (row.Source == TransactionSource.Renewal && row.Product is null) return;
        CompareEntries(actual, $"{path}.entries", amounts, found);
        if (row.Source is TransactionSource.Subscription or TransactionSource.OneTimePurchase)
            CompareRefund(actual.Member("adjusted_by"), $"{path}.adjusted_by", found);
    }

    private View Whole()
    {
        var view = new View()
            .Value("id", row.Id.ToString())
            .Milliseconds("created_at_millis", row.CreatedAt)
            .Milliseconds("effective_at_millis", row.CreatedAt)
            .Value("type", row.Source switch
            {
                TransactionSource.ItemQuantityChange => "manual-item-quantity-change",
                TransactionSource.Renewal => "subscription-renewal",
                _ => "purchase",
            });
        return row.Source == TransactionSource.Renewal ? view : view.Value("test_mode", row.IsTestMode);
    }

    private void CompareEntries(
        JsonElement actual, string path, IReadOnlyDictionary<string, BigInteger>? amounts, ICollection<Difference> found)
    {
        if (actual.Member("entries") is not { ValueKind: JsonValueKind.Array } entries)
        {
            found.Add(new Difference(path, "should be a list", null, null, IsPersonal: false));
            return;
        }

        var position = 0;
        if (row.Source != TransactionSource.Renewal)
        {
            (row.Source == TransactionSource.ItemQuantityChange ? Change() : Grant())
                .Compare(entries.GetArrayLength() > 0 ? entries[0] : default, $"{path}[0]", found);
            position = 1;
        }

        // No rule says whether nothing is transferred or nothing is shown.
        var mayBeAbsent = amounts is null || amounts.Values.All(amount => amount.IsZero);
        var hasTransfer = entries.GetArrayLength() > position && amounts is not null;
        if (hasTransfer) CompareMoney(entries[position], $"{path}[{position}]", amounts!, found);
        else if (!mayBeAbsent) Add("lacks the transfer of what was charged", Node(amounts!), null);
        var expected = position + (hasTransfer ? 1 : 0);
        if (entries.GetArrayLength() > expected) Add("has more entries than follow from the row", expected, entries.GetArrayLength());

        void Add(string message, JsonNode? should, JsonNode? does) =>
            found.Add(new Difference(path, message, should, does, IsPersonal: false));
    }

    private View Change() => WithCustomer("item_quantity_change").Value("item_id", row.ItemId).Value("quantity", row.Quantity);

    private View Grant() => WithCustomer("product_grant")
        .Value("product_id", row.ProductId)
        .Value("price_id", row.PriceId)
        .Value("quantity", row.Quantity)
        .Value(row.Source == TransactionSource.Subscription ? "subscription_id" : "one_time_purchase_id", row.Id.ToString())
        .Nested("product", ProductView.Of(row.Product!));

    private View WithCustomer(string type) => new View()
        .Value("type", type)
        .Value("customer_type", row.CustomerType.ToLowerInvariant())
        .Value("customer_id", row.CustomerId);

    private void CompareMoney(
        JsonElement entry, string path, IReadOnlyDictionary<string, BigInteger> amounts, ICollection<Difference> found)
    {
        WithCustomer("money_transfer").Compare(entry, path, found);
        CompareAmounts(entry.Member("charged_amount"), $"{path}.charged_amount", amounts, found);
        var net = new Dictionary<string, BigInteger> { ["USD"] = amounts.GetValueOrDefault("USD") };
        CompareAmounts(entry.Member("net_amount"), $"{path}.net_amount", net, found);
    }

    private static void CompareAmounts(
        JsonElement? actual, string path, IReadOnlyDictionary<string, BigInteger> expected, ICollection<Difference> found)
    {
        foreach (var (currency, units) in expected)
        {
            var place = $"{path}.{currency}";
            var text = actual.Text(currency);
            var (answered, problem) = Money.Read(text, currency);
            if (actual.Member(currency) is null && units.IsZero) continue;
            if (answered == units) continue;
            var message = problem ?? "is not price times quantity";
            found.Add(new Difference(place, message, Money.Write(units, currency), text, IsPersonal: false));
        }

        if (actual is not { ValueKind: JsonValueKind.Object } all) return;
        foreach (var other in all.EnumerateObject().Where(other => !expected.ContainsKey(other.Name)))
        {
            var place = $"{path}.{other.Name}";
            found.Add(new Difference(place, "is a currency that the price does not have", null, other.Name, IsPersonal: false));
        }
    }

    // The facts name what a refund holds, not the names of its members.
    private void CompareRefund(JsonElement? actual, string path, ICollection<Difference> found)
    {
        if (actual is not { ValueKind: JsonValueKind.Array } adjustments)
        {
            found.Add(new Difference(path, "should be a list", null, null, IsPersonal: false));
            return;
        }

        var refund = $"{row.Id}:refund";
        var count = adjustments.GetArrayLength();
        if (!row.IsRefunded && count > 0)
            Add("says that the purchase was adjusted, but it is not refunded", null);
        else if (row.IsRefunded && !(count == 1 && Names(adjustments[0], refund)))
            Add("should be the refund of the product grant, entry 0", refund);

        void Add(string message, string? expected) => found.Add(new Difference(path, message, expected, count, IsPersonal: false));
    }

    private static bool Names(JsonElement adjustment, string refund) => adjustment.ValueKind == JsonValueKind.Object
        && adjustment.EnumerateObject().Any(member => member.Value.ValueKind == JsonValueKind.String && member.Value.ValueEquals(refund))
        && adjustment.EnumerateObject().Any(member =>
            member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out var entry) && entry == 0);

    private static JsonObject Node(IReadOnlyDictionary<string, BigInteger> amounts)
    {
        var node = new JsonObject();
        foreach (var (currency, units) in amounts) node[currency] = Money.Write(units, currency);
        return node;
    }
}

/// <summary>What a row of payments charges, in minor units by currency (source: docs/platform.md, Transactions).</summary>
internal static class PriceAmounts
{
    /// <summary>
    /// The amounts; none at all where no money moves: in test mode, without price, and for a free one. Or why they cannot be computed, as
    /// the rest of a sentence about the row.
    /// </summary>
    public static (IReadOnlyDictionary<string, BigInteger>? Amounts, string? Problem) Of(StoredTransaction row)
    {
        if (row.IsTestMode || row.PriceId is null || row.Product?.Price(row.PriceId) is not { } price) return (null, null);
        var amounts = new Dictionary<string, BigInteger>(StringComparer.Ordinal);
        foreach (var currency in Money.Decimals.Keys)
        {
            if (price.Member(currency) is not { } amount) continue;
            var (units, problem) = Money.Read(amount.ValueKind == JsonValueKind.String ? amount.GetString() : null, currency);
            if (units is null) return (null, $"has the price {row.PriceId}, whose amount in {currency} {problem}");
            amounts[currency] = units.Value;
        }

        if (amounts.Values.All(amount => amount.IsZero)) return (null, null);
        return (amounts.ToDictionary(amount => amount.Key, amount => amount.Value * row.Quantity), null);
    }
}
