using System.Runtime.CompilerServices;
using System.Text.Json;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Json;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Payments.Transactions;

/// <summary>
/// The transactions of a project as the API lists them, page by page, each once. A list that goes in circles is followed with a cursor of
/// our own, so that the rest of it is read too: in one generation a source without a row on the last page begins again at its newest row
/// (source: docs/platform.md, Transactions).
/// </summary>
public sealed class TransactionList(ProjectApi api, ITransactionRules rules)
{
    /// <summary>Transactions per page.</summary>
    public static readonly int PageSize = ApiEndpoint.Transactions.PageSize;

    private readonly TransactionProgress _listed = new();
    private string? _cursor;
    private bool _usesOwnCursor;
    private bool _hasEnded;

    /// <summary>How many transactions to ask for; at most, and by default, <see cref="PageSize"/>.</summary>
    public int Limit { get; set; } = PageSize;

    /// <summary>All pages. The last one may be an answer that is not a page.</summary>
    public async IAsyncEnumerable<TransactionPage> PagesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while (await NextAsync(cancel) is { } page)
        {
            yield return page;
            if (!page.IsPage) yield break;
        }
    }

    /// <summary>
    /// The next page, or null after the last one. What is not a page can be asked for again with another <see cref="Limit"/>.
    /// </summary>
    public async Task<TransactionPage?> NextAsync(CancellationToken cancel)
    {
        if (_hasEnded) return null;
        var isNamed = _cursor is not null && !_usesOwnCursor;
        var endpoint = Endpoints.Transactions(Limit, _cursor);
        var response = await api.GetAsync($"project:{api.Project.Id}", endpoint, cancel);
        if (!TryRead(response, out var items, out var next))
            return new TransactionPage(response, [], [], []) { IsPage = false, GoesInCircles = false };

        var (@new, repeated, unreadable) = _listed.Add(items);
        var page = new TransactionPage(response, @new, repeated, unreadable)
        {
            IsPage = true,
            GoesInCircles = false,
            IsNamedInVain = isNamed && items.GetArrayLength() == 0,
        };
        if (next is null)
        {
            _hasEnded = true;
            return page;
        }

        var isStuck = page.New.Count == 0;
        _hasEnded = isStuck && _usesOwnCursor;
        _usesOwnCursor |= isStuck;
        _cursor = _usesOwnCursor ? rules.CursorAfter(_listed) : next;
        return page with { GoesInCircles = isStuck };
    }

    /// <summary>Goes on after a row that keeps a page from being served.</summary>
    public void PassOver(TransactionSource source, Guid id, long createdAtMillis)
    {
        _listed.PassOver(source, id, createdAtMillis);
        _usesOwnCursor = true;
        _cursor = rules.CursorAfter(_listed);
    }

    /// <summary>How far the list has come in a source.</summary>
    internal SourceProgress ProgressOf(TransactionSource source) => _listed[source];

    /// <summary>The items of a page, and the cursor of the next one.</summary>
    internal static bool TryRead(ApiResponse response, out JsonElement items, out string? next)
    {
        items = default;
        next = null;
        if (!response.IsOk || response.Body.ValueKind != JsonValueKind.Object) return false;
        if (!response.Body.TryGetProperty("transactions", out items) || items.ValueKind != JsonValueKind.Array) return false;
        next = response.Body.Text("next_cursor");
        return true;
    }
}

/// <summary>A page of the transactions list.</summary>
/// <param name="Response">The answer. When it is not a page, the lists are empty and the list has ended here.</param>
/// <param name="New">Transactions that no page before had, in the order of the list.</param>
/// <param name="Repeated">Transactions that a page before had: the list's cursor repeats (source: docs/platform.md, Transactions).</param>
/// <param name="Unreadable">Positions of items that are of an undocumented kind.</param>
public sealed record TransactionPage(
    ApiResponse Response, IReadOnlyList<Transaction> New, IReadOnlyList<Transaction> Repeated, IReadOnlyList<int> Unreadable)
{
    /// <summary>Whether the answer is a page at all.</summary>
    public required bool IsPage { get; init; }

    /// <summary>Whether the list goes in circles: it says that a page follows, although this one had nothing new.</summary>
    public required bool GoesInCircles { get; init; }

    /// <summary>Whether the page before names this one as the next, although nothing is left to list.</summary>
    public bool IsNamedInVain { get; init; }
}
