using System.Text.Json;

namespace SampleDeployment.Data.Engine.Derived;

/// <summary>What a stored purchase says in the product that it keeps a copy of.</summary>
internal static class Purchases
{
    public const string TestMode = "\"test_mode\"";

    private static readonly string[] NoCharges = ["interval", "serverOnly", "freeTrial"];

    /// <summary>Who was paid, as a JSON text.</summary>
    public static string Provider(JsonRow row) => row["creationSource"] == "\"TEST_MODE\"" ? TestMode : "\"stripe\"";

    /// <summary>What each payment is, by currency: a JSON text.</summary>
    public static string Charge(JsonRow row)
    {
        using var product = JsonDocument.Parse(row["product"]);
        return row["priceId"] != JsonRow.Null
            && Member(product.RootElement, "prices") is { } prices
            && Member(prices, JsonRow.Unquoted(row["priceId"])) is { ValueKind: JsonValueKind.Object } price
                ? JsonRow.Object(price.EnumerateObject()
                    .Where(amount => !NoCharges.Contains(amount.Name) && IsAmount(amount.Value))
                    .Select(amount => (
                        amount.Name, $"\"{JsonRow.Json(JsonRow.NumberOf(amount.Value.GetRawText()) * row.Number("quantity"))}\"")))
                : "{}";
    }

    /// <summary>Whether a payment is an entry of the transaction of an event.</summary>
    public static bool MovesMoney(JsonRow happened) =>
        happened["paymentProvider"] != TestMode && happened["chargedAmount"] != "{}";

    /// <summary>A member of the product, as a JSON text.</summary>
    public static string OfProduct(JsonRow row, string member)
    {
        using var product = JsonDocument.Parse(row["product"]);
        return Member(product.RootElement, member)?.GetRawText() ?? JsonRow.Null;
    }

    internal static JsonElement? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : null;

    private static bool IsAmount(JsonElement value) =>
        value.GetRawText().Trim('"') is [>= '0' and <= '9', ..] or ['-', >= '0' and <= '9', ..];
}

/// <summary>An item that a purchase gives.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Grant">What is given each time.</param>
/// <param name="Repeats">Whether it says that it repeats, in whatever unit.</param>
/// <param name="Interval">Milliseconds between two repetitions; null if it does not repeat.</param>
internal sealed record IncludedItem(string Name, JsonRow Grant, bool Repeats, decimal? Interval)
{
    private const decimal Day = 86_400_000;

    /// <summary>Those of a stored purchase, in the database's own order of keys.</summary>
    public static List<IncludedItem> Of(JsonRow row)
    {
        using var product = JsonDocument.Parse(row["product"]);
        return Purchases.Member(product.RootElement, "includedItems") is { } items
            ? [.. items.EnumerateObject().Select(item => Of(item.Name, item.Value, row.Number("quantity")))]
            : [];
    }

    private static IncludedItem Of(string name, JsonElement item, decimal? quantity)
    {
        var expires = Purchases.Member(item, "expires")?.GetRawText();
        JsonElement? repeat = Purchases.Member(item, "repeat") is { ValueKind: JsonValueKind.Array } interval ? interval : null;
        return new(
            name,
            new(
                ("itemId", JsonRow.Json(name)),
                ("quantity", JsonRow.Json(JsonRow.NumberOf(Purchases.Member(item, "quantity")?.GetRawText() ?? JsonRow.Null) * quantity)),
                ("expiresWhen", expires is "\"when-purchase-expires\"" or OutstandingGrant.WhenRepeated ? expires : JsonRow.Null)),
            repeat is not null,
            repeat is { } parts && parts.GetArrayLength() > 1 ? JsonRow.NumberOf(parts[0].GetRawText()) * Unit(parts[1]) : null);
    }

    // Months have thirty days here, and years 365.
    private static decimal? Unit(JsonElement unit) => unit.ValueKind != JsonValueKind.String ? null : unit.GetString() switch
    {
        "day" => Day,
        "week" => 7 * Day,
        "month" => 30 * Day,
        "year" => 365 * Day,
        _ => null,
    };
}
