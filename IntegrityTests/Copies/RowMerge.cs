using IntegrityTests.Copies.Rules;

namespace IntegrityTests.Copies;

/// <summary>Brings together, key by key, what two databases give in the same order.</summary>
/// <param name="copies">ClickHouse's rows.</param>
internal sealed class RowMerge(IAsyncEnumerator<CopyRow> copies)
{
    private CopyRow? _copy;

    /// <summary>Waits for the first row of ClickHouse, or for the news that there is none.</summary>
    public async Task BeginAsync() => _copy = await NextAsync();

    /// <summary>All keys, each once, with what both databases have about it.</summary>
    public async IAsyncEnumerable<(string[] Key, SourceState Source, CopyRow? Copy)> WithAsync(IAsyncEnumerable<SourceRow> rows)
    {
        await using var sources = rows.GetAsyncEnumerator();
        var source = await NextAsync(sources, null);
        while (source is not null || _copy is not null)
        {
            var order = source is null ? 1 : _copy is null ? -1 : KeyOrder.Instance.Compare(source.Key, _copy.Key);
            var key = order <= 0 ? source!.Key : _copy!.Key;
            var state = new SourceState();
            for (; source is not null && KeyOrder.Instance.Compare(source.Key, key) == 0; source = await NextAsync(sources, source))
                state.Add(source);
            var version = order >= 0 ? _copy : null;
            if (order >= 0) _copy = await NextAsync();
            yield return (key, state, version);
        }
    }

    private async Task<CopyRow?> NextAsync()
    {
        var next = await copies.MoveNextAsync() ? copies.Current : null;
        // One version of a key: with FINAL there are no two.
        if (next is not null && _copy is not null && KeyOrder.Instance.Compare(_copy.Key, next.Key) >= 0)
            throw new RowsOutOfOrderException("ClickHouse");
        return next;
    }

    private static async Task<SourceRow?> NextAsync(IAsyncEnumerator<SourceRow> sources, SourceRow? last)
    {
        var next = await sources.MoveNextAsync() ? sources.Current : null;
        if (next is not null && last is not null && KeyOrder.Instance.Compare(last.Key, next.Key) > 0)
            throw new RowsOutOfOrderException("PostgreSQL");
        return next;
    }
}

/// <summary>A database gave rows in another order than it was asked for: a merge of them would find damage where there is none.</summary>
/// <param name="database">Which one.</param>
public sealed class RowsOutOfOrderException(string database) : Exception(
    $"{database} gave rows out of order or twice, so that they cannot be compared: its answer may have broken off. Run again.");
