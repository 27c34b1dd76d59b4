using System.Text;
using System.Text.Json;
using IntegrityTests.Json;
using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Engine;

/// <summary>
/// An item that a purchase grants, as the platform's engine reads it from the snapshot (source: docs/platform.md, Engine).
/// </summary>
/// <param name="Id">The item.</param>
/// <param name="Quantity">How much a unit of the product gives; 0 where the snapshot does not say, and with a problem.</param>
/// <param name="Expires">What ends a grant of it.</param>
/// <param name="Interval">How many milliseconds lie between two grants, always positive; null: it is granted once.</param>
internal sealed record SnapshotItem(string Id, decimal Quantity, ItemExpiry Expires, long? Interval)
{
    /// <summary>Why its quantity cannot be computed with, as the rest of a sentence; null when it can.</summary>
    public string? QuantityProblem { get; private init; }

    /// <summary>Why its repetition cannot be computed with, as the rest of a sentence; null when it can.</summary>
    public string? IntervalProblem { get; private init; }

    private const decimal DayMillis = 86_400_000;

    // Longer than any date is from any other.
    private const decimal Forever = 1e17m;

    /// <summary>The items of a product, in the order in which PostgreSQL keeps the keys of an object.</summary>
    public static IReadOnlyList<SnapshotItem> Of(Product product) =>
        product.Body.Member("includedItems") is { ValueKind: JsonValueKind.Object } included
            ? [.. included.EnumerateObject().OrderBy(item => item.Name, JsonbOrder.Instance).Select(Read)]
            : [];

    private static SnapshotItem Read(JsonProperty item)
    {
        var (quantity, quantityProblem) = item.Value.Member("quantity") is { ValueKind: not JsonValueKind.Null } given
            ? IncludedItem.QuantityOf(given)
            : (0, null);
        var (interval, intervalProblem) = IntervalOf(item.Value.Member("repeat"));
        return new SnapshotItem(item.Name, quantity, ExpiryOf(item.Value.Text("expires")), interval)
        {
            QuantityProblem = quantityProblem,
            IntervalProblem = intervalProblem,
        };
    }

    // Fixed units: a month has 30 days, a year 365. A unit that the engine does not know means no repetition.
    private static (long? Interval, string? Problem) IntervalOf(JsonElement? repeat)
    {
        if (repeat is not { ValueKind: JsonValueKind.Array } pair || pair.GetArrayLength() < 2) return (null, null);
        var days = pair[1].ValueKind != JsonValueKind.String ? 0 : pair[1].GetString() switch
        {
            "day" => 1,
            "week" => 7,
            "month" => 30,
            "year" => 365,
            _ => 0,
        };
        if (days == 0) return (null, null);
        if (pair[0].ValueKind != JsonValueKind.Number || !pair[0].TryGetDecimal(out var count) || !decimal.IsInteger(count))
            return (null, "repeat does not count whole units");
        return count > 0
            ? ((long)Math.Min(Math.Min(count, Forever) * days * DayMillis, Forever), null)
            : (null, "repeat takes no time, so that the platform's engine never comes to an end");
    }

    private static ItemExpiry ExpiryOf(string? expires) => expires switch
    {
        "when-purchase-expires" => ItemExpiry.WhenPurchaseExpires,
        "when-repeated" => ItemExpiry.WhenRepeated,
        _ => ItemExpiry.Never,
    };

    // jsonb compares the lengths of keys first, in bytes.
    private sealed class JsonbOrder : IComparer<string>
    {
        public static readonly JsonbOrder Instance = new();

        public int Compare(string? x, string? y)
        {
            var (left, right) = (Encoding.UTF8.GetBytes(x!), Encoding.UTF8.GetBytes(y!));
            return left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.AsSpan().SequenceCompareTo(right);
        }
    }
}
