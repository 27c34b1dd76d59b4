using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Payments.Model;

/// <summary>How much of an item a product includes.</summary>
/// <param name="Quantity">
/// How much a unit of the product gives, exactly: at most <see cref="MaxSafe"/> and <see cref="MaxDecimals"/>, possibly negative (the
/// platform's config takes 0.5 and -5, and grants them as they stand); 0 with a problem.
/// </param>
/// <param name="Repeat">How often; null: once.</param>
/// <param name="Expires">When it is lost.</param>
/// <param name="Problem">Why the item cannot be computed with, as the rest of a sentence about it; null when it can.</param>
public sealed record IncludedItem(decimal Quantity, Repeat? Repeat, ItemExpiry Expires, string? Problem)
{
    /// <summary>The largest whole number that JavaScript computes with exactly.</summary>
    public const long MaxSafe = (1L << 53) - 1;

    /// <summary>The decimals of a quantity. With them every sum up to <see cref="MaxSafe"/> is exact.</summary>
    public const int MaxDecimals = 12;

    internal static IncludedItem Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return new IncludedItem(0, null, ItemExpiry.Never, "description is not an object");
        var (quantity, quantityProblem) = QuantityOf(value.Member("quantity"));
        var (repeat, repeatProblem) = Repeat.Read(value.Member("repeat"));
        var (expires, expiresProblem) = ExpiryOf(value.Member("expires"));
        return new IncludedItem(quantity, repeat, expires, quantityProblem ?? repeatProblem ?? expiresProblem);
    }

    /// <summary>Reads a quantity exactly, or says what is wrong with it.</summary>
    internal static (decimal Quantity, string? Problem) QuantityOf(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Number } number) return (0, "quantity is not a number");
        if (!number.TryGetDouble(out var quantity) || Math.Abs(quantity) > MaxSafe)
            return (0, "quantity is larger than JavaScript can count");
        var isExact = number.TryGetDecimal(out var exact) && Math.Round(exact, MaxDecimals) == exact && (double)exact == quantity;
        return isExact ? (Math.Round(exact, MaxDecimals), null) : (0, $"quantity has more than {MaxDecimals} decimals");
    }

    private static (ItemExpiry Expires, string? Problem) ExpiryOf(JsonElement? value)
    {
        if (value is null or { ValueKind: JsonValueKind.Null }) return (ItemExpiry.Never, null);
        return (value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null) switch
        {
            "never" => (ItemExpiry.Never, null),
            "when-purchase-expires" => (ItemExpiry.WhenPurchaseExpires, null),
            "when-repeated" => (ItemExpiry.WhenRepeated, null),
            _ => (ItemExpiry.Never, "expires is not never, when-purchase-expires or when-repeated"),
        };
    }
}

/// <summary>When a customer loses what a product includes.</summary>
public enum ItemExpiry
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>At the end of the purchase.</summary>
    WhenPurchaseExpires,

    /// <summary>When it is granted again.</summary>
    WhenRepeated,
}
