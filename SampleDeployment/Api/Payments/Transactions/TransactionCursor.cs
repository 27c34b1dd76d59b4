using SampleDeployment.Api.Http;

namespace SampleDeployment.Api.Payments.Transactions;

/// <summary>
/// Four ids with bars between them: the last row of each source on the page before. A source that had no row there has no id, and so
/// begins again at its newest row: the same transactions can come twice.
/// </summary>
internal static class TransactionCursor
{
    private static readonly TransactionSource[] Sources = Enum.GetValues<TransactionSource>();

    /// <exception cref="InvalidResponseException">A part is no id: the platform crashes over it.</exception>
    public static Guid?[] Parse(string? text)
    {
        var parts = (text ?? "").Split('|');
        return Array.ConvertAll(Sources, source => parts.ElementAtOrDefault((int)source) switch
        {
            null or "" => (Guid?)null,
            var part when Guid.TryParseExact(part, "D", out var id) => id,
            _ => throw new InvalidResponseException("A cursor is no id."),
        });
    }

    public static string After(IReadOnlyList<TransactionRow> page) =>
        string.Join('|', Sources.Select(source => page.LastOrDefault(row => row.Source == source)?.Id.ToString()));
}
