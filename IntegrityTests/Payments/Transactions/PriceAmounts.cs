using System.Numerics;
using System.Text.Json;
using IntegrityTests.Json;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Payments.Transactions;

/// <summary>What a row of payments charges, in minor units by currency (source: stack-auth/api.md, Transactions).</summary>
internal static class PriceAmounts
{
    /// <summary>
    /// The amounts; none at all where no money moves: in test mode, without price, and for a free one. Or why they cannot be computed, as
    /// the rest of a sentence about the row.
    /// </summary>
    public static (IReadOnlyDictionary<string, BigInteger>? Amounts, string? Problem) Of(StoredTransaction row)
    {
        if (row.IsTestMode || row.PriceId is null || row.Product?.Price(row.PriceId) is not { } price) return (null, null);
        var amounts = new Dictionary<string, BigInteger>(StringComparer.Ordinal);
        foreach (var currency in Money.Decimals.Keys)
        {
            if (price.Member(currency) is not { } amount) continue;
            var (units, problem) = Money.Read(amount.ValueKind == JsonValueKind.String ? amount.GetString() : null, currency);
            if (units is null) return (null, $"has the price {row.PriceId}, whose amount in {currency} {problem}");
            amounts[currency] = units.Value;
        }

        if (amounts.Values.All(amount => amount.IsZero)) return (null, null);
        return (amounts.ToDictionary(amount => amount.Key, amount => amount.Value * row.Quantity), null);
    }
}
