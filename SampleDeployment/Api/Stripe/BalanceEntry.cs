using System.Globalization;
using System.Numerics;
using SampleDeployment.Api.Payments.Transactions;

namespace SampleDeployment.Api.Stripe;

/// <summary>A movement on a connected account, as Stripe keeps one.</summary>
/// <param name="Row">The transaction that it comes with.</param>
/// <param name="Index">Which of the row's entries it is.</param>
/// <param name="Category">Stripe's <c>reporting_category</c>.</param>
/// <param name="Type">Stripe's <c>type</c>.</param>
/// <param name="Currency">In lower case.</param>
/// <param name="Amount">In the currency's smallest unit.</param>
internal sealed record BalanceEntry(TransactionRow Row, int Index, string Category, string Type, string Currency, BigInteger Amount)
{
    public string Id => new BalancePosition(Row.CreatedAt, Row.Id, Index).Text;

    public long CreatedAt => Row.CreatedAt / 1000;

    /// <summary>
    /// What comes with a transaction: its charge, and now and then what cancels itself out, is of another kind, or happens besides. The
    /// dollars in the categories that count add up to the transaction's.
    /// </summary>
    public static IEnumerable<BalanceEntry> Of(TransactionRow row) =>
        Parts(row).Select((part, index) => new BalanceEntry(row, index, part.Category, part.Type, part.Currency, part.Amount));

    private static IEnumerable<(string Category, string Type, string Currency, BigInteger Amount)> Parts(TransactionRow row)
    {
        // A charge is in one currency: dollars where the price has them.
        if (row.Charged is [var charged, ..])
            yield return ("charge", "charge", charged.Currency.ToLowerInvariant(), charged.Units);

        var variant = row.Id.ToByteArray()[15];
        var amount = 100 + variant;
        switch (variant % 8)
        {
            case 0:
                yield return ("charge", "payment", "usd", amount);
                yield return ("refund", "payment_refund", "usd", -amount);
                break;
            case 1:
                yield return ("dispute", "adjustment", "usd", -amount);
                yield return ("dispute_reversal", "adjustment", "usd", amount);
                break;
            case 2:
                yield return ("charge", "charge", "usd", amount);
                yield return ("partial_capture_reversal", "charge", "usd", -amount);
                break;
            case 3 or 4:
                yield return ("payout", "payout", "usd", -amount);
                break;
            case 5:
                yield return ("fee", "stripe_fee", "usd", -2);
                break;
            case 6:
                yield return ("refund", "refund", "eur", -amount);
                break;
        }
    }
}

/// <summary>A place in the list of an account, which is what the ids say.</summary>
internal readonly record struct BalancePosition(long CreatedAt, Guid Row, int Index)
{
    public string Text => string.Create(CultureInfo.InvariantCulture, $"txn_{CreatedAt:x}x{Row:N}x{Index}");

    public static BalancePosition? Parse(string text) =>
        text.StartsWith("txn_", StringComparison.Ordinal) && text[4..].Split('x') is [var time, var row, var index]
            && long.TryParse(time, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var created)
            && Guid.TryParseExact(row, "N", out var id)
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(created, id, number)
            : null;
}
