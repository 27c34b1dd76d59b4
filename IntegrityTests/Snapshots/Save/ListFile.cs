using System.Text.Json;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Json;
using IntegrityTests.Payments.Transactions;
using IntegrityTests.Snapshots.Files;

namespace IntegrityTests.Snapshots.Save;

/// <summary>
/// Writes a list that is too long to be kept, one item per line, while its pages come. A page that cannot be served is asked for again in
/// smaller parts by the check; only the smallest part that fails is a line. Transactions, which the list repeats, are saved once.
/// </summary>
/// <param name="open">Opens the file, at the first line.</param>
/// <param name="lines">Writes lines.</param>
/// <param name="finish">Takes the complete file.</param>
/// <param name="guarded">Does what writes, and deals with a full disk.</param>
internal sealed class ListFile(Func<SnapshotWriter> open, LineWriter lines, Action<SnapshotWriter, bool> finish, Action<Action> guarded)
{
    private readonly Lock _gate = new();
    private SnapshotWriter? _writer;
    private string _place = "";
    private TransactionProgress _listed = new();

    public void Add(ApiResponse page, PageRequest request)
    {
        lock (_gate) guarded(() => WritePage(page, request));
    }

    /// <summary>No more pages come.</summary>
    public void End(bool isComplete)
    {
        lock (_gate)
        {
            if (_writer is not null) finish(_writer, isComplete);
            _writer = null;
        }
    }

    private void WritePage(ApiResponse page, PageRequest request)
    {
        _writer ??= open();
        if (request.Cursor is null) Restart();
        var list = request.Endpoint!;
        if (page.IsOk && page.Body.Items(list.List!) is { } items)
            foreach (var item in Unlisted(items, list)) Write(page, request, list, item);
        else if (request.Limit is null or 1)
            WriteBroken(page with { Subject = $"{list.Kind}:{request.Cursor ?? "?"}" }, request);
    }

    private void Write(ApiResponse page, PageRequest request, ApiEndpoint list, JsonElement item)
    {
        _place = SortKey.OfItem(item, list) ?? _place;
        _writer!.Write(lines.Item(_place, page, request.Path, $"{list.Kind}:{item.Text("id") ?? "?"}", item, list.List!));
    }

    private void WriteBroken(ApiResponse page, PageRequest request) =>
        _writer!.Write(lines.Answer($"{_place}:{request.Cursor}", page, request.Path, null, []));

    private void Restart()
    {
        _writer!.Restart();
        _place = "";
        _listed = new();
    }

    private IEnumerable<JsonElement> Unlisted(JsonElement items, ApiEndpoint list)
    {
        if (list != ApiEndpoint.Transactions) return items.EnumerateArray();
        var (@new, _, unreadable) = _listed.Add(items);
        return @new.Select(transaction => transaction.Body).Concat(unreadable.Select(position => items[position]));
    }
}
