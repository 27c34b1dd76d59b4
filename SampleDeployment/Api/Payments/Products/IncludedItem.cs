using System.Text.Json;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Payments.Balances;

namespace SampleDeployment.Api.Payments.Products;

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
