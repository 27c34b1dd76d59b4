using System.Text;
using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Payments.Model;

/// <summary>
/// A product of the config, or the snapshot of one that a purchase carries (source: docs/platform.md, Payments config). It is read as
/// far as it can be: <see cref="Problem"/> says what is wrong.
/// </summary>
/// <param name="Body">The whole product; undefined when it is not JSON.</param>
/// <param name="Problem">Why it is not a product, as the rest of a sentence about it; null when it is one.</param>
public sealed record Product(JsonElement Body, string? Problem)
{
    private const string IncludeByDefault = "include-by-default";

    private static readonly string TooDeep = $"is nested deeper than {JsonDepth.Max:N0} levels, the most that this suite reads";

    /// <summary>What kind of customer can have it; null when that cannot be read.</summary>
    public CustomerType? CustomerType { get; } = CustomerTypes.Named(Body.Text("customerType"));

    /// <summary>The product line; null: none.</summary>
    public string? ProductLineId { get; } = Body.Text("productLineId");

    /// <summary>Whether customers have it without buying it.</summary>
    public bool IsDefault { get; } = Body.Text("prices") == IncludeByDefault;

    /// <summary>What it includes, by item.</summary>
    public IReadOnlyDictionary<string, IncludedItem> IncludedItems { get; } = ItemsOf(Body);

    /// <summary>A price; null when there is none of that id.</summary>
    public JsonElement? Price(string id) => Body.Member("prices").Member(id) is { ValueKind: JsonValueKind.Object } price ? price : null;

    /// <summary>Reads the jsonb of a row. JSON that is nested too deeply for the suite is a problem too.</summary>
    public static Product Parse(string? json)
    {
        if (json is null) return new Product(default, "is null");
        try
        {
            return Read(JsonElement.Parse(json, JsonDepth.Given));
        }
        catch (JsonException)
        {
            return new Product(default, JsonDepth.IsExceededBy(Encoding.UTF8.GetBytes(json)) ? TooDeep : "is not JSON");
        }
    }

    /// <summary>Reads a part of the config.</summary>
    public static Product Read(JsonElement body) => new(body, ProblemOf(body));

    /// <summary>Names the kind of product, never its content.</summary>
    public override string ToString() => $"product of {CustomerType?.Name() ?? "no customer type"}";

    private static string? ProblemOf(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return "is not an object";
        if (CustomerTypes.Named(body.Text("customerType")) is null) return "has a customerType other than user, team or custom";
        if (body.Member("prices") is not { } prices) return "has no prices";
        if (prices.ValueKind == JsonValueKind.String ? !prices.ValueEquals(IncludeByDefault) : prices.ValueKind != JsonValueKind.Object)
            return $"has prices that are neither an object nor {IncludeByDefault}";
        if (body.Member("includedItems") is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
            return "has includedItems that are not an object";
        var wrong = ItemsOf(body).FirstOrDefault(item => item.Value.Problem is not null);
        return wrong.Value is null ? ProblemOfPrices(prices) : $"includes the item {wrong.Key}, whose {wrong.Value.Problem}";
    }

    private static string? ProblemOfPrices(JsonElement prices)
    {
        if (prices.ValueKind != JsonValueKind.Object) return null;
        foreach (var price in prices.EnumerateObject())
        {
            if (price.Value.ValueKind != JsonValueKind.Object) return $"has the price {price.Name}, which is not an object";
            foreach (var currency in Money.Decimals.Keys)
            {
                if (price.Value.Member(currency) is { } amount && Money.Read(AmountText(amount), currency).Problem is { } problem)
                    return $"has the price {price.Name}, whose amount in {currency} {problem}";
            }
        }

        return null;
    }

    private static string? AmountText(JsonElement amount) => amount.ValueKind == JsonValueKind.String ? amount.GetString() : null;

    private static Dictionary<string, IncludedItem> ItemsOf(JsonElement body)
    {
        var items = new Dictionary<string, IncludedItem>(StringComparer.Ordinal);
        if (body.Member("includedItems") is not { ValueKind: JsonValueKind.Object } included) return items;
        foreach (var item in included.EnumerateObject()) items[item.Name] = IncludedItem.Read(item.Value);
        return items;
    }
}
