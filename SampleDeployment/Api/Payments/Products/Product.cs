using System.Text.Json;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;
using SampleDeployment.Api.Payments.Balances;

namespace SampleDeployment.Api.Payments.Products;

/// <summary>A product: of the config, or the snapshot that a purchase keeps of one. Nothing of it can be relied on to be there.</summary>
internal sealed class Product(JsonElement json)
{
    public const string Default = "include-by-default";

    public JsonElement Json => json;

    public string? Line => Text("productLineId");

    public string? CustomerType => Text("customerType");

    /// <summary>Every customer of its type has it without buying it.</summary>
    public bool IsDefault => Text("prices") == Default;

    /// <summary>It can only be had on top of another one.</summary>
    public bool IsAddOn => Member("isAddOnTo") is { ValueKind: JsonValueKind.Object };

    public static Product Parse(string text)
    {
        using var document = JsonDocument.Parse(text, JsonDepth.Document);
        return new(document.RootElement.Clone());
    }

    /// <summary>What of an item is in it; null if nothing is.</summary>
    public IncludedItem? Item(string id) =>
        Member("includedItems") is { ValueKind: JsonValueKind.Object } items
        && items.TryGetProperty(id, out var item)
        && item.ValueKind == JsonValueKind.Object
            ? IncludedItem.Parse(item)
            : null;

    /// <summary>A price by its id; null if there is none.</summary>
    public JsonElement? Price(string? id) =>
        id is not null
        && Member("prices") is { ValueKind: JsonValueKind.Object } prices
        && prices.TryGetProperty(id, out var price)
        && price.ValueKind == JsonValueKind.Object
            ? price
            : null;

    public JsonElement? Member(string name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out var member)
        && member.ValueKind != JsonValueKind.Null
            ? member
            : null;

    public string? Text(string name) => Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}

/// <summary>How much of an item a product gives, how often, and when that ends.</summary>
/// <param name="Quantity">For one product.</param>
/// <param name="Repeat">Null is once.</param>
/// <param name="Expires"><c>never</c>, <c>when-purchase-expires</c> or <c>when-repeated</c>.</param>
internal sealed record IncludedItem(double Quantity, Interval? Repeat, string? Expires)
{
    public static IncludedItem Parse(JsonElement json) => new(
        json.TryGetProperty("quantity", out var quantity) && quantity.ValueKind == JsonValueKind.Number ? quantity.GetDouble() : 0,
        json.TryGetProperty("repeat", out var repeat) && repeat.ValueKind == JsonValueKind.Array ? ParseRepeat(repeat) : null,
        json.TryGetProperty("expires", out var expires) && expires.ValueKind == JsonValueKind.String ? expires.GetString() : null);

    private static Interval ParseRepeat(JsonElement repeat)
    {
        return repeat.GetArrayLength() == 2 && repeat[0].TryGetInt32(out var count) && count > 0
            ? Interval.Of(count, repeat[1].GetString())
            : throw new InvalidResponseException("An item is repeated at no interval.");
    }
}
