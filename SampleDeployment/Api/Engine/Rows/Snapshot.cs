using System.Globalization;
using System.Text.Json;

namespace SampleDeployment.Api.Engine.Rows;

/// <summary>The product that a purchase keeps a copy of.</summary>
internal sealed class Snapshot(JsonElement json)
{
    private static readonly string[] NoCharges = ["interval", "serverOnly", "freeTrial"];

    public JsonElement Json => json;

    public string? Line => Text("productLineId");

    /// <summary>In the database's own order of keys.</summary>
    public IEnumerable<SnapshotItem> Items =>
        Member("includedItems") is { ValueKind: JsonValueKind.Object } items ? items.EnumerateObject().Select(SnapshotItem.Of) : [];

    public string? Text(string name) => Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public JsonElement? Member(string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : null;

    /// <summary>What a price costs so many times. The decimals stay those of the price.</summary>
    public IReadOnlyList<(string Currency, string Amount)> Charge(string? price, decimal quantity) =>
        price is not null
        && Member("prices") is { ValueKind: JsonValueKind.Object } prices
        && prices.TryGetProperty(price, out var chosen)
            ? [.. chosen.EnumerateObject()
                .Where(amount => !NoCharges.Contains(amount.Name) && IsAmount(amount.Value))
                .Select(amount => (amount.Name, Times(amount.Value.GetString()!, quantity)))]
            : [];

    private static bool IsAmount(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
        && value.GetString()!.TrimStart('-') is [>= '0' and <= '9', ..];

    // A decimal keeps the zeros at its end.
    private static string Times(string amount, decimal quantity) =>
        (decimal.Parse(amount, CultureInfo.InvariantCulture) * quantity).ToString(CultureInfo.InvariantCulture);
}

/// <summary>How much of an item a product gives, how often, and when that ends.</summary>
/// <param name="Id">The item.</param>
/// <param name="Quantity">For one product; it may be a fraction or negative.</param>
/// <param name="Interval">Milliseconds between two repetitions; null is once.</param>
/// <param name="Ends">What ends it; null is nothing.</param>
internal sealed record SnapshotItem(string Id, decimal Quantity, long? Interval, Ending? Ends)
{
    private const long Day = 86_400_000;

    public static SnapshotItem Of(JsonProperty item) => new(
        item.Name,
        item.Value.TryGetProperty("quantity", out var quantity) && quantity.ValueKind == JsonValueKind.Number ? quantity.GetDecimal() : 0,
        item.Value.TryGetProperty("repeat", out var repeat) && repeat.ValueKind == JsonValueKind.Array ? IntervalOf(repeat) : null,
        item.Value.TryGetProperty("expires", out var expires) && expires.ValueKind == JsonValueKind.String
            ? expires.GetString() switch
            {
                "when-purchase-expires" => Ending.Purchase,
                "when-repeated" => Ending.Repeat,
                _ => null,
            }
            : null);

    // Months have thirty days here, and years 365.
    private static long? IntervalOf(JsonElement repeat) => repeat[1].GetString() switch
    {
        "day" => repeat[0].GetInt64() * Day,
        "week" => repeat[0].GetInt64() * 7 * Day,
        "month" => repeat[0].GetInt64() * 30 * Day,
        "year" => repeat[0].GetInt64() * 365 * Day,
        _ => null,
    };
}

/// <summary>What ends something that was given.</summary>
internal enum Ending
{
    /// <summary>The end of the purchase.</summary>
    Purchase,

    /// <summary>The next repetition, or the end of the purchase.</summary>
    Repeat,
}
