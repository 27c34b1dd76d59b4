using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Payments.Transactions;

/// <summary>
/// The stored rows of one source, read in the order of the list while the list is read. Rows that were read and not yet listed are kept,
/// but never many: rows of one millisecond may be listed in any order.
/// </summary>
internal sealed class StoredSource(IAsyncEnumerator<StoredTransaction> rows) : IAsyncDisposable
{
    private const int MaxKept = 5_000;
    private readonly Queue<StoredTransaction> _ahead = [];
    private readonly Dictionary<Guid, StoredTransaction> _unlisted = [];
    private readonly HashSet<Guid> _listedElsewhere = [];

    /// <summary>The row of a listed transaction; null when it is not where its time says.</summary>
    public async Task<StoredTransaction?> TakeAsync(Transaction listed)
    {
        if (_unlisted.Remove(listed.Id, out var known)) return known;
        while (_unlisted.Count < MaxKept && await NextAsync() is { } row && MillisOf(row) >= listed.CreatedAtMillis)
        {
            _ahead.Dequeue();
            if (row.Id == listed.Id) return row;
            if (!_listedElsewhere.Remove(row.Id)) _unlisted[row.Id] = row;
        }

        return null;
    }

    /// <summary>Takes note of a row that was listed where it should not be, so that it does not count as missing.</summary>
    public void ListedElsewhere(Guid id)
    {
        if (!_unlisted.Remove(id) && _listedElsewhere.Count < MaxKept) _listedElsewhere.Add(id);
    }

    /// <summary>The rows that are newer than a moment and were not listed.</summary>
    public async IAsyncEnumerable<StoredTransaction> PassedAsync(long millis)
    {
        foreach (var row in _unlisted.Values.Where(row => MillisOf(row) > millis).ToList())
        {
            _unlisted.Remove(row.Id);
            yield return row;
        }

        while (await NextAsync() is { } row && MillisOf(row) > millis)
        {
            _ahead.Dequeue();
            if (!_listedElsewhere.Remove(row.Id)) yield return row;
        }
    }

    /// <summary>The next rows that were not listed.</summary>
    public async Task<IReadOnlyList<StoredTransaction>> PeekAsync(int count)
    {
        while (_ahead.Count < count && await rows.MoveNextAsync()) _ahead.Enqueue(rows.Current);
        return [.. _unlisted.Values.Concat(_ahead).OrderByDescending(MillisOf).ThenByDescending(row => row.Id).Take(count)];
    }

    /// <summary>Leaves rows out that the list has left behind.</summary>
    /// <returns>How many.</returns>
    public async Task<int> PassOverAsync(Func<StoredTransaction, bool> isLeftBehind)
    {
        var left = 0;
        foreach (var row in _unlisted.Values.Where(isLeftBehind).ToList())
        {
            _unlisted.Remove(row.Id);
            left++;
        }

        for (; await NextAsync() is { } next && isLeftBehind(next); left++) _ahead.Dequeue();
        return left;
    }

    /// <summary>When a row was created, in milliseconds since 1970.</summary>
    public static long MillisOf(StoredTransaction row) => row.CreatedAt.UnixMilliseconds;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => rows.DisposeAsync();

    private async Task<StoredTransaction?> NextAsync()
    {
        if (_ahead.TryPeek(out var row)) return row;
        if (!await rows.MoveNextAsync()) return null;
        _ahead.Enqueue(rows.Current);
        return rows.Current;
    }
}
