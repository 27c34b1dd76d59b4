using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IntegrityTests.Tests.Fakes;

/// <summary>
/// A transactions list that pages as the platform does: the cursor is four ids, and a source without a row on the page begins again at its
/// newest row (source: docs/platform.md, Transactions). One row more than asked for is read of each source.
/// </summary>
/// <param name="transactions">The transactions; they can be changed until the first page is asked for.</param>
internal sealed class FakeTransactions(IEnumerable<JsonObject> transactions)
{
    private List<JsonObject>[]? _sources;
    private Dictionary<string, int>? _positions;
    private const string Path = "/api/v1/internal/payments/transactions";
    private readonly List<JsonObject> _all = [.. transactions];

    /// <summary>The transactions, to change.</summary>
    public List<JsonObject> All => _all;

    /// <summary>Ids of transactions that the backend crashes on when it reads them.</summary>
    public HashSet<string> Broken { get; } = [];

    /// <summary>How often a page was served or refused.</summary>
    public int Asked { get; private set; }

    /// <summary>The transaction of that id.</summary>
    public JsonObject this[Guid id] => _all.Single(item => IdOf(item) == id.ToString());

    /// <summary>Answers when a page is asked for.</summary>
    public async Task<bool> TryAnswerAsync(HttpContext context)
    {
        if (context.Request.Path != Path) return false;
        Asked++;
        var page = Page(int.Parse(context.Request.Query["limit"]!), context.Request.Query["cursor"]);
        if (page is null) await context.AnswerAsync("Something went wrong.", 500, "text/plain");
        else await context.AnswerAsync(page.ToJsonString());
        return true;
    }

    /// <summary>Answers every request.</summary>
    public Task AnswerAsync(HttpContext context) => TryAnswerAsync(context);

    private JsonObject? Page(int limit, string? cursor)
    {
        var after = cursor?.Split('|') ?? ["", "", "", ""];
        var read = Enumerable.Range(0, 4).SelectMany(source => RowsOf(source, after[source]).Take(limit + 1)).ToList();
        if (read.Any(item => Broken.Contains(IdOf(item)))) return null;
        var page = Ordered(read).Take(limit).ToList();
        var last = Enumerable.Range(0, 4)
            .Select(source => page.LastOrDefault(item => SourceOf(item) == source) is { } item ? IdOf(item) : "");
        return new JsonObject
        {
            ["transactions"] = new JsonArray([.. page.Select(item => item.DeepClone())]),
            ["next_cursor"] = read.Count > limit ? string.Join('|', last) : null,
        };
    }

    private IEnumerable<JsonObject> RowsOf(int source, string after)
    {
        _sources ??= [.. Enumerable.Range(0, 4).Select(number => Ordered(_all.Where(item => SourceOf(item) == number)).ToList())];
        _positions ??= _sources.SelectMany(rows => rows.Index()).ToDictionary(row => IdOf(row.Item), row => row.Index);
        return _sources[source].Skip(after.Length == 0 ? 0 : _positions[after] + 1);
    }

    private static IOrderedEnumerable<JsonObject> Ordered(IEnumerable<JsonObject> items) =>
        items.OrderByDescending(item => (long)item["created_at_millis"]!).ThenByDescending(IdOf, StringComparer.Ordinal);

    private static string IdOf(JsonObject item) => (string)item["id"]!;

    private static int SourceOf(JsonObject item) => (string)item["type"]! switch
    {
        "manual-item-quantity-change" => 1,
        "subscription-renewal" => 3,
        _ => item["entries"]![0]!["subscription_id"] is null ? 2 : 0,
    };
}
