using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Engine;

/// <summary>
/// When a purchase grants its items again, and which of its grants can still be ended (source: docs/platform.md, Engine). Moments are in
/// milliseconds since 1970.
/// </summary>
internal sealed class GrantSchedule
{
    private readonly IReadOnlyList<SnapshotItem> _items;
    private readonly long _units;
    private readonly long?[] _next;
    private readonly List<Grant> _grants = [];
    private readonly List<Grant>[] _endedByRepeats;

    /// <summary>Begins with the grants of the purchase itself.</summary>
    /// <param name="items">What it includes.</param>
    /// <param name="units">How many were bought.</param>
    /// <param name="createdAt">When.</param>
    /// <param name="transaction">The transaction that grants them at first.</param>
    /// <param name="firstIndex">The position that the engine takes the first of their entries to have.</param>
    public GrantSchedule(IReadOnlyList<SnapshotItem> items, long units, long createdAt, string transaction, int firstIndex)
    {
        (_items, _units) = (items, units);
        _next = [.. items.Select(item => createdAt + item.Interval)];
        _endedByRepeats = [.. items.Select(_ => new List<Grant>())];
        Next = _next.Min();
        for (var i = 0; i < items.Count; i++) Note(i, transaction, firstIndex + i);
    }

    /// <summary>Whether any item is granted again.</summary>
    public bool Repeats => Array.Exists(_next, next => next is not null);

    /// <summary>When the next item is granted again; null: never.</summary>
    public long? Next { get; private set; }

    /// <summary>The changes that a grant of all items consists of.</summary>
    public IEnumerable<Entry> Changes => _items.Select(ChangeOf);

    /// <summary>Grants the items that are due at a moment again, and ends what their repetition ends.</summary>
    public List<Entry> Repeat(long at, string transaction)
    {
        var due = Enumerable.Range(0, _items.Count).Where(i => _next[i] <= at).ToList();
        var ended = due.SelectMany(i => _endedByRepeats[i]).OrderBy(grant => grant.Number).ToList();
        var entries = new List<Entry>();
        foreach (var grant in ended)
        {
            grant.IsEnded = true;
            entries.Add(ExpirationOf(grant));
        }

        foreach (var i in due)
        {
            _endedByRepeats[i].Clear();
            _next[i] += _items[i].Interval;
            Note(i, transaction, entries.Count);
            entries.Add(ChangeOf(_items[i]));
        }

        Next = _next.Min();
        return entries;
    }

    /// <summary>Ends all grants that anything can end.</summary>
    public IEnumerable<Entry> End() => _grants.Where(grant => !grant.IsEnded).Select(ExpirationOf);

    private void Note(int item, string transaction, int index)
    {
        if (_items[item].Expires == ItemExpiry.Never) return;
        var grant = new Grant(_items[item], transaction, index, _grants.Count);
        _grants.Add(grant);
        if (grant.Item.Expires == ItemExpiry.WhenRepeated) _endedByRepeats[item].Add(grant);
    }

    private ItemChange ChangeOf(SnapshotItem item) => new(item.Id, item.Quantity * _units, item.Expires);

    private ItemExpiration ExpirationOf(Grant grant) => new(grant.Item.Id, grant.Item.Quantity * _units, grant.Transaction, grant.Index);

    private sealed record Grant(SnapshotItem Item, string Transaction, int Index, int Number)
    {
        public bool IsEnded { get; set; }
    }
}
