using System.Globalization;

namespace SampleDeployment.Api.Stripe;

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
