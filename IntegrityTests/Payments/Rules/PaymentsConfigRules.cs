using System.Text.Json;
using IntegrityTests.Json;
using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Rules;

/// <summary>What in a payments config can be read, but cannot be what its author wanted.</summary>
internal static class PaymentsConfigRules
{
    /// <summary>The products that seem wrong, and why, as the rest of a sentence that begins with the product.</summary>
    public static IEnumerable<(string Product, string Message)> DoubtsOf(PaymentsConfig config) =>
        from product in config.Products
        where product.Value.Problem is null
        from message in DoubtsOf(product.Value, config)
        select (product.Key, message);

    private static IEnumerable<string> DoubtsOf(Product product, PaymentsConfig config) =>
    [
        .. OfLine(product, config),
        .. product.IncludedItems.Keys.SelectMany(item => OfItem(item, product, config)),
        .. OfAddOn(product, config),
    ];

    private static IEnumerable<string> OfLine(Product product, PaymentsConfig config)
    {
        if (product.ProductLineId is not { } line) yield break;
        var owner = product.CustomerType!.Value;
        if (!config.ProductLines.TryGetValue(line, out var type))
            yield return $"is in product line {line}, which does not exist"
                + (product.IsDefault ? ", so that nobody has it by default" : "");
        else if (type is not null && type != owner)
            yield return $"is for {owner.Name()} customers, but its product line {line} is for {type.Value.Name()} customers";
    }

    private static IEnumerable<string> OfItem(string item, Product product, PaymentsConfig config)
    {
        var owner = product.CustomerType!.Value;
        if (!config.Items.TryGetValue(item, out var known))
            yield return $"includes the item {item}, which does not exist: nobody can see or use it";
        else if (known.CustomerType != owner)
            yield return $"is for {owner.Name()} customers, but includes the item {item} for {known.CustomerType.Name()} customers";
    }

    private static IEnumerable<string> OfAddOn(Product product, PaymentsConfig config) =>
        product.Body.Member("isAddOnTo") is { ValueKind: JsonValueKind.Object } bases
            ? bases.EnumerateObject().Select(known => known.Name).Where(id => !config.Products.ContainsKey(id))
                .Select(id => $"is an add-on to the product {id}, which does not exist")
            : [];
}
