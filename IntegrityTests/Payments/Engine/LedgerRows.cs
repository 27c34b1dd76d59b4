namespace IntegrityTests.Payments.Engine;

/// <summary>A dated change of an item, or a moment at which its grants are looked through (a quantity of 0).</summary>
/// <param name="Id">Decides where times are equal.</param>
/// <param name="Item">The item.</param>
/// <param name="At">When, in milliseconds since 1970.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Expires">When it ends, in milliseconds since 1970; null: never.</param>
internal sealed record LedgerRow(string Id, string Item, long At, decimal Quantity, long? Expires);

/// <summary>
/// Makes dated changes of the entries about items (source: docs/platform.md, Engine): changes that nothing can end are added up between
/// the ends of others, and a change that something can end becomes the parts that end at each of these moments.
/// </summary>
internal static class LedgerRows
{
    /// <summary>The rows, in the order of the ledger.</summary>
    /// <param name="transactions">The customer's transactions.</param>
    public static IReadOnlyList<LedgerRow> Of(IReadOnlyList<EngineTransaction> transactions)
    {
        var changes = new List<Dated<ItemChange>>();
        var ends = new List<Dated<ItemExpiration>>();
        foreach (var transaction in transactions)
        {
            for (var i = 0; i < transaction.Entries.Count; i++)
            {
                if (transaction.Entries[i] is ItemChange change) changes.Add(new(transaction, i, change));
                else if (transaction.Entries[i] is ItemExpiration end) ends.Add(new(transaction, i, end));
            }
        }

        var rows = Compacted(changes.Where(change => !change.Entry.CanExpire), [.. ends.Select(end => end.Transaction.At).Order()])
            .Concat(Split(changes.Where(change => change.Entry.CanExpire), ends))
            .ToList();
        rows.Sort((a, b) => a.At != b.At ? a.At.CompareTo(b.At) : string.CompareOrdinal(a.Id, b.Id));
        return rows;
    }

    // An end comes before a change of the same time.
    private static IEnumerable<LedgerRow> Compacted(IEnumerable<Dated<ItemChange>> changes, long[] boundaries) => changes
        .GroupBy(change => (change.Entry.Item, Window: CountUpTo(boundaries, change.Transaction.At)))
        .Select(window =>
        {
            var first = window.MinBy(change => (change.Transaction.At, new BytewiseText(change.Name)))!;
            return new LedgerRow(
                $"1:7:{first.Name}:1:1:1:1", window.Key.Item, first.Transaction.At, window.Sum(change => change.Entry.Quantity), null);
        });

    private static IEnumerable<LedgerRow> Split(IEnumerable<Dated<ItemChange>> changes, List<Dated<ItemExpiration>> ends)
    {
        var endsOf = ends.ToLookup(end => (end.Entry.Transaction, end.Entry.Index));
        foreach (var change in changes)
        {
            var at = change.Transaction.At;
            var (item, left) = (change.Entry.Item, change.Entry.Quantity);
            var number = 0;
            if (left < 0)
            {
                yield return Row(at, left, null);
                continue;
            }

            var own = change.Entry.ExpiresAt is { } expires ? [(At: expires, change.Entry.Quantity)] : Array.Empty<(long At, decimal)>();
            var parts = endsOf[(change.Transaction.Id, change.Index)]
                .OrderBy(end => end.Name, StringComparer.Ordinal)
                .Select(end => (end.Transaction.At, end.Entry.Quantity))
                .Concat(own)
                .ToList();
            foreach (var (end, quantity) in parts)
            {
                var part = Math.Min(left, quantity);
                left -= part;
                if (end > at) yield return Row(at, part, end);
            }

            yield return Row(at, left, null);
            foreach (var (end, _) in parts)
                if (end > at) yield return Row(end, 0, null);

            // The full id also names what can end the change, which is the same in all its rows.
            LedgerRow Row(long when, decimal quantity, long? until) =>
                new($"0:[\"8:{change.Name}:1\"]:1:{++number}", item, when, quantity, until);
        }
    }

    private static int CountUpTo(long[] sorted, long moment)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] <= moment) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    // The name ends like the id of the entry's row in the engine.
    private sealed record Dated<T>(EngineTransaction Transaction, int Index, T Entry)
    {
        public string Name => $"{Transaction.Row}:{Index + 1}:1:1";
    }

    private readonly record struct BytewiseText(string Text) : IComparable<BytewiseText>
    {
        public int CompareTo(BytewiseText other) => string.CompareOrdinal(Text, other.Text);
    }
}
