using System.Globalization;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;

namespace SampleDeployment.Api.Payments.Transactions;

/// <summary>All that happened to a project's payments, newest first.</summary>
internal static class TransactionsEndpoint
{
    private const int UsualLimit = 50;
    private const int MaxLimit = 200;

    private static readonly Shape<(IReadOnlyList<TransactionRow> Rows, string? Next)> Page = new(
        ("transactions", (writer, page) => writer.WriteArray(page.Rows, TransactionView.Shape.Write)),
        ("next_cursor", (writer, page) => writer.WriteStringValue(page.Next)));

    public static async Task<Answer> ListAsync(ApiRequest request)
    {
        var limit = Limit(request.Query("limit"));
        var after = TransactionCursor.Parse(request.Query("cursor"));
        var rows = await TransactionReader.AfterAsync(request.Project.Users, request.Project.TenancyId, after, limit, request.Cancel);
        var next = rows.Count == limit ? TransactionCursor.After(rows) : null;
        return Answer.Json(writer => Page.Write(writer, (rows, next)));
    }

    /// <summary>A limit that is not a number means the usual one; one that is too high means the highest.</summary>
    public static int Limit(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit)
            ? (int)Math.Clamp(limit, 1, MaxLimit)
            : UsualLimit;
}

/// <summary>
/// Four ids with bars between them: the last row of each source on the page before. A source that had no row there has no id, and so
/// begins again at its newest row: the same transactions can come twice.
/// </summary>
internal static class TransactionCursor
{
    private static readonly TransactionSource[] Sources = Enum.GetValues<TransactionSource>();

    /// <exception cref="InvalidResponseException">A part is not an id: the platform crashes.</exception>
    public static Guid?[] Parse(string? text)
    {
        var parts = (text ?? "").Split('|');
        return Array.ConvertAll(Sources, source => parts.ElementAtOrDefault((int)source) switch
        {
            null or "" => (Guid?)null,
            var part when Guid.TryParseExact(part, "D", out var id) => id,
            _ => throw new InvalidResponseException("A part of a cursor is not an id."),
        });
    }

    public static string After(IReadOnlyList<TransactionRow> page) =>
        string.Join('|', Sources.Select(source => page.LastOrDefault(row => row.Source == source)?.Id.ToString()));
}
