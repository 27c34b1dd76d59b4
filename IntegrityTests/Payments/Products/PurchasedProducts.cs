using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;

namespace IntegrityTests.Payments.Products;

/// <summary>
/// A list with an item for each purchase, compared by product, type and quantity, in any order (source: docs/platform.md, Owned
/// products).
/// </summary>
internal sealed class PurchasedProducts(IReadOnlyList<OwnedProduct> owned) : IExpectedProducts
{
    /// <inheritdoc/>
    public int Count => owned.Count;

    /// <inheritdoc/>
    public string? Problem => null;

    /// <inheritdoc/>
    public string? WhyNotServed => null;

    /// <inheritdoc/>
    public IReadOnlyList<ListedDifference> Compare(ListedProducts listed)
    {
        var products = listed.Products.Select(item => (Item: item, Product: Read(item.Body))).ToList();
        if (products.FirstOrDefault(pair => pair.Product is null).Item is { } unreadable)
            return [new ListedDifference(unreadable.Page, unreadable.Path, "has an item that is not an owned product")];
        var counts = owned.CountBy(product => product).ToDictionary();
        var actual = products.CountBy(pair => pair.Product!).ToDictionary();
        return
        [
            .. from product in counts.Keys.Union(actual.Keys)
               let should = counts.GetValueOrDefault(product)
               let does = actual.GetValueOrDefault(product)
               where should != does
               select new ListedDifference(
                   listed.LastPage, "$.items", Message(product, should, does), Node(product, should), Node(product, does)),
        ];
    }

    private static OwnedProduct? Read(JsonElement item)
    {
        if (item.Member("id") is not { ValueKind: JsonValueKind.String or JsonValueKind.Null }) return null;
        if (item.Text("type") is not { } type) return null;
        return item.Member("quantity") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var quantity)
            ? new OwnedProduct(item.Text("id"), type, quantity)
            : null;
    }

    private static string Message(OwnedProduct product, int should, int does) => does > should
        ? $"lists {product} {Times(does)}, but the customer owns it {Times(should)}"
        : $"should list {product} {Times(should)}, but lists it {Times(does)}";

    private static string Times(int count) => count switch
    {
        0 => "not at all",
        1 => "once",
        _ => $"{count} times",
    };

    private static JsonObject? Node(OwnedProduct product, int times) => times == 0
        ? null
        : new JsonObject { ["id"] = product.Id, ["type"] = product.Type, ["quantity"] = product.Quantity, ["times"] = times };
}
