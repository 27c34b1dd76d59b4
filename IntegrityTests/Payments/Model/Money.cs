using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;

namespace IntegrityTests.Payments.Model;

/// <summary>
/// Amounts of money as the platform writes them, decimal strings, read exactly as whole minor units (source:
/// docs/platform.md, Transactions): JPY has no decimals, the other currencies have two.
/// </summary>
public static class Money
{
    private const int MaxLength = 1000;

    /// <summary>The currencies of prices, and how many decimals each has.</summary>
    public static readonly FrozenDictionary<string, int> Decimals = new Dictionary<string, int>
    {
        ["USD"] = 2,
        ["EUR"] = 2,
        ["GBP"] = 2,
        ["JPY"] = 0,
        ["INR"] = 2,
        ["AUD"] = 2,
        ["CAD"] = 2,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads an amount.</summary>
    /// <param name="text">Such as <c>20</c>, <c>5.25</c> or <c>-0.5</c>.</param>
    /// <param name="currency">One of <see cref="Decimals"/>.</param>
    /// <returns>
    /// The amount in minor units, such as cents; or null and what is wrong with it, as the rest of a sentence about the amount.
    /// </returns>
    public static (BigInteger? Units, string? Problem) Read(string? text, string currency)
    {
        if (!Decimals.TryGetValue(currency, out var decimals)) return (null, $"has the unknown currency {currency}");
        if (text is null) return (null, "is not a string");
        if (text.Length > MaxLength) return (null, $"is longer than {MaxLength} characters");
        var digits = text.StartsWith('-') ? text.AsSpan(1) : text;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        if (!AreDigits(whole) || (point >= 0 && !AreDigits(fraction))) return (null, "is not a decimal number");
        if (fraction.Length > decimals) return (null, $"has {fraction.Length} decimals, but {currency} has {decimals}");
        var written = BigInteger.Parse(string.Concat(whole, fraction), CultureInfo.InvariantCulture);
        var units = written * BigInteger.Pow(10, decimals - fraction.Length);
        return (text.StartsWith('-') ? -units : units, null);
    }

    /// <summary>Writes an amount of minor units as a decimal string with all its decimals.</summary>
    public static string Write(BigInteger units, string currency)
    {
        var decimals = Decimals[currency];
        var digits = BigInteger.Abs(units).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var sign = units.Sign < 0 ? "-" : "";
        return decimals == 0 ? sign + digits : $"{sign}{digits[..^decimals]}.{digits[^decimals..]}";
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
