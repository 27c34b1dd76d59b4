using System.Text.Json;

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
        using var document = JsonDocument.Parse(text);
        return new(document.RootElement.Clone());
    }

    /// <summary>What of an item is in it; null if nothing is.</summary>
    public IncludedItem? Item(string id) =>
        Member("includedItems") is { ValueKind: JsonValueKind.Object } items && items.TryGetProperty(id, out var item) && item.ValueKind == JsonValueKind.Object
            ? IncludedItem.Parse(item)
            : null;

    /// <summary>A price by its id; null if there is none.</summary>
    public JsonElement? Price(string? id) =>
        id is not null && Member("prices") is { ValueKind: JsonValueKind.Object } prices && prices.TryGetProperty(id, out var price) && price.ValueKind == JsonValueKind.Object
            ? price
            : null;

    public JsonElement? Member(string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    public string? Text(string name) => Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
