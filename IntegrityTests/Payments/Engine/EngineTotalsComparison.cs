using System.Text.Json;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Payments.Engine;

/// <summary>Compares what the engine has come to for a customer with what follows from the customer's rows.</summary>
internal static class EngineTotalsComparison
{
    /// <summary>The differences, each as the rest of a sentence about the customer.</summary>
    /// <param name="expected">What follows.</param>
    /// <param name="stored">What the engine stores.</param>
    public static IEnumerable<string> Of(EngineCustomer expected, EngineTotals stored)
    {
        var items = Numbers(stored.Items);
        if (expected.QuantityProblem is null)
        {
            foreach (var item in expected.Items.Union(items.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                var found = items.TryGetValue(item, out var quantity) ? $"{quantity:G29}" : "none";
                if (expected.BalanceOf(item).Quantity is { } balance && !(quantity == balance && items.ContainsKey(item)))
                    yield return $"has {found} of item {item} in payments-item-quantities, expected {balance:G29}";
            }
        }

        if (expected.Problem is not null) yield break;
        var products = Numbers(stored.Products);
        var owned = OwnedFold.Of(expected.Transactions)
            .ToDictionary(product => product.ProductId ?? "__null__", product => product.Quantity);
        foreach (var product in owned.Keys.Union(products.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var found = products.TryGetValue(product, out var quantity) ? $"{quantity:G29}" : "none";
            var wanted = owned.TryGetValue(product, out var count) ? $"{count}" : "none";
            if (found != wanted) yield return $"owns {found} of product {product} in payments-owned-products, expected {wanted}";
        }

        var subscriptions = expected.Subscriptions.Select(row => $"{row.Id}").ToHashSet(StringComparer.Ordinal);
        foreach (var missing in subscriptions.Except(stored.Subscriptions).Order(StringComparer.Ordinal))
            yield return $"lacks subscription {missing} in payments-subscription-map-by-customer";
        foreach (var foreign in stored.Subscriptions.Except(subscriptions).Order(StringComparer.Ordinal))
            yield return $"has subscription {foreign} in payments-subscription-map-by-customer, which is not in its rows";
    }

    // A value that is not a number is none.
    private static Dictionary<string, decimal> Numbers(string? json)
    {
        var numbers = new Dictionary<string, decimal>(StringComparer.Ordinal);
        if (json is null || GivenJson.Element(json) is not { ValueKind: JsonValueKind.Object } body) return numbers;
        foreach (var member in body.EnumerateObject())
            if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetDecimal(out var value)) numbers[member.Name] = value;
        return numbers;
    }
}
