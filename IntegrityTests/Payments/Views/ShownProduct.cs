using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrityTests.Json;
using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Views;

/// <summary>
/// Which product snapshots a platform with a payments engine cannot show: its answer fails its own validation, and is 500 (source:
/// docs/platform.md, Owned products at 2026-04).
/// </summary>
internal static partial class ShownProduct
{
    /// <summary>Why the list of owned products cannot show it, as the rest of a sentence about the product; null when it can.</summary>
    public static string? WhyNotOwned(Product product)
    {
        if (product.Body.ValueKind != JsonValueKind.Object) return product.Problem ?? "is not an object";
        if (product.CustomerType is null) return "has a customerType other than user, team or custom";
        return ProblemOfPrices(product) ?? ProblemOfItems(product, isNormalized: false);
    }

    /// <summary>Why the transactions list cannot show it, as the rest of a sentence about the product; null when it can.</summary>
    public static string? WhyNotListed(Product product)
    {
        if (product.Body.ValueKind != JsonValueKind.Object) return product.Problem ?? "is not an object";
        if (product.CustomerType is null) return "has a customerType other than user, team or custom";
        if (product.Body.Member("includedItems") is null)
            return product.IsDefault ? null : "has no includedItems, and is not included by default";
        return ProblemOfPrices(product) ?? ProblemOfItems(product, isNormalized: true);
    }

    private static string? ProblemOfPrices(Product product)
    {
        if (product.IsDefault) return null;
        if (product.Body.Member("prices") is not { ValueKind: JsonValueKind.Object } prices)
            return "has prices that are neither an object nor include-by-default";
        foreach (var price in prices.EnumerateObject())
        {
            if (!IdForm().IsMatch(price.Name)) return "has a price whose id has a wrong form";
            if (ProblemOfPrice(price.Value) is { } problem) return $"has the price {price.Name}, {problem}";
        }

        return null;
    }

    private static string? ProblemOfPrice(JsonElement price)
    {
        if (price.ValueKind != JsonValueKind.Object) return "which is not an object";
        var currencies = Money.Decimals.Keys.Where(currency => price.Member(currency) is not null).ToList();
        if (currencies.Count == 0) return "which has no amount in any currency";
        foreach (var currency in currencies)
        {
            var text = price.Text(currency);
            if (text is null || !AmountForm().IsMatch(text) || Money.Read(text, currency).Units is null)
                return $"whose amount in {currency} has a wrong form";
        }

        if (price.Member("interval") is { } interval && !IsInterval(interval)) return "whose interval has a wrong form";
        return price.Member("freeTrial") is { } trial && !IsInterval(trial) ? "whose freeTrial has a wrong form" : null;
    }

    // The transactions list fills in what is missing, and takes null for it.
    private static string? ProblemOfItems(Product product, bool isNormalized)
    {
        if (product.Body.Member("includedItems") is not { } items) return null;
        if (items.ValueKind != JsonValueKind.Object) return "has includedItems that are not an object";
        foreach (var item in items.EnumerateObject())
        {
            if (!IdForm().IsMatch(item.Name)) return "includes an item whose id has a wrong form";
            if (item.Value.ValueKind != JsonValueKind.Object) return $"includes the item {item.Name}, which is not an object";
            if (item.Value.Member("quantity") is not { ValueKind: JsonValueKind.Number })
                return $"includes the item {item.Name}, whose quantity is not a number";
            if (Present(item.Value, "repeat") is { } repeat && !IsText(repeat, "never") && !IsInterval(repeat))
                return $"includes the item {item.Name}, whose repeat is neither never nor an interval";
            if (Present(item.Value, "expires") is { } expires && !IsText(expires, "never", "when-purchase-expires", "when-repeated"))
                return $"includes the item {item.Name}, whose expires is not never, when-purchase-expires or when-repeated";
        }

        return null;

        JsonElement? Present(JsonElement item, string name) =>
            item.Member(name) is { } value && !(isNormalized && value.ValueKind == JsonValueKind.Null) ? value : null;
    }

    private static bool IsInterval(JsonElement value) => value.ValueKind == JsonValueKind.Array
        && value.GetArrayLength() == 2
        && value[0].ValueKind == JsonValueKind.Number
        && value[0].TryGetDecimal(out var count) && count >= 0 && decimal.IsInteger(count)
        && IsText(value[1], "day", "week", "month", "year");

    private static bool IsText(JsonElement value, params ReadOnlySpan<string> texts) =>
        value.ValueKind == JsonValueKind.String && texts.Contains(value.GetString()!);

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_-]{0,62}\z")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"\A(0|[1-9][0-9]*)(\.[0-9]+)?\z")]
    private static partial Regex AmountForm();
}
