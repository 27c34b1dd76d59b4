using System.Globalization;
using System.Numerics;
using System.Text.Json;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Api.Payments.Transactions;

/// <summary>An amount of one currency in its smallest unit, which no floating point touches.</summary>
internal readonly record struct Money(string Currency, BigInteger Units)
{
    private static readonly IReadOnlyList<string> Currencies = ["USD", "EUR", "GBP", "JPY", "INR", "AUD", "CAD"];

    /// <summary>As the API writes it: no zeros at the end of a fraction.</summary>
    public string Text
    {
        get
        {
            var digits = BigInteger.Abs(Units).ToString(CultureInfo.InvariantCulture).PadLeft(Decimals(Currency) + 1, '0');
            var whole = digits[..^Decimals(Currency)];
            var fraction = digits[^Decimals(Currency)..].TrimEnd('0');
            return (Units.Sign < 0 ? "-" : "") + (fraction.Length == 0 ? whole : $"{whole}.{fraction}");
        }
    }

    /// <summary>What a price costs so many times, in each of its currencies; nothing for a price that is free.</summary>
    /// <exception cref="InvalidResponseException">An amount is not a number of the right form.</exception>
    public static IReadOnlyList<Money> Of(JsonElement price, int quantity) =>
    [
        .. Currencies
            .Where(currency => price.TryGetProperty(currency, out var amount) && amount.ValueKind == JsonValueKind.String)
            .Select(currency => new Money(currency, Parse(price.GetProperty(currency).GetString()!, Decimals(currency)) * quantity))
            .Where(money => !money.Units.IsZero),
    ];

    private static int Decimals(string currency) => currency == "JPY" ? 0 : 2;

    private static BigInteger Parse(string text, int decimals)
    {
        var parts = text.Split('.');
        return parts is [{ Length: > 0 }] or [{ Length: > 0 }, { Length: > 0 }] && text.All(c => c is '.' or >= '0' and <= '9')
            && (parts.ElementAtOrDefault(1) ?? "").Length <= decimals
            ? BigInteger.Parse(parts[0] + (parts.ElementAtOrDefault(1) ?? "").PadRight(decimals, '0'), CultureInfo.InvariantCulture)
            : throw new InvalidResponseException("An amount of money is not a number of the right form.");
    }
}
