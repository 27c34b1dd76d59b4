using System.Text.Json;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Json;
using IntegrityTests.Payments.Transactions;
using IntegrityTests.Snapshots.Format;

namespace IntegrityTests.Snapshots.Capture;

/// <summary>
/// Writes a list that is too long to be kept, an item a line, while its pages come. A page that cannot be served is asked for again in
/// smaller parts by the check; only the smallest part that fails is a line. Transactions, which the list repeats, are saved once.
/// </summary>
/// <param name="open">Opens the file, at the first line.</param>
/// <param name="lines">Writes lines.</param>
/// <param name="list">The name of the list.</param>
/// <param name="finish">Takes the complete file.</param>
/// <param name="guarded">Does what writes, and deals with a disk that is full.</param>
internal sealed class ListFile(Func<SnapshotWriter> open, LineWriter lines, string list, Action<SnapshotWriter, bool> finish, Action<Action> guarded)
{
    private readonly Lock _gate = new();
    private SnapshotWriter? _writer;
    private string _place = "";
    private TransactionProgress _listed = new();

    public void Add(ApiResponse page, Address address)
    {
        lock (_gate) guarded(() => WritePage(page, address));
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

    private void WritePage(ApiResponse page, Address address)
    {
        _writer ??= open();
        if (address.Cursor is null) Restart();
        var (kind, member) = Things.Of(address.Endpoint)!.Value;
        if (page.IsOk && page.Body.ValueKind == JsonValueKind.Object && page.Body.TryGetProperty(member, out var items) && items.ValueKind == JsonValueKind.Array)
            foreach (var item in Unlisted(items)) Write(page, address, kind, member, item);
        else if (address.Limit is null or 1)
            _writer.Write(lines.Answer($"{_place}:{address.Cursor}", page with { Subject = $"{kind}:{address.Cursor ?? "?"}" }, address.Endpoint, null, []));
    }

    private void Write(ApiResponse page, Address address, string kind, string member, JsonElement item)
    {
        _place = Place.OfItem(item, list) ?? _place;
        _writer!.Write(lines.Item(_place, page, address.Endpoint, $"{kind}:{item.Text("id") ?? "?"}", item, member));
    }

    private void Restart()
    {
        _writer!.Restart();
        _place = "";
        _listed = new();
    }

    private IEnumerable<JsonElement> Unlisted(JsonElement items)
    {
        if (list != "transactions") return items.EnumerateArray();
        var (@new, _, unreadable) = _listed.Add(items);
        return @new.Select(transaction => transaction.Body).Concat(unreadable.Select(position => items[position]));
    }
}
