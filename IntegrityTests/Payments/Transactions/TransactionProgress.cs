using System.Text.Json;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Payments.Transactions;

/// <summary>Which transactions a list had so far: its cursor repeats (source: docs/platform.md, Transactions).</summary>
public sealed class TransactionProgress
{
    private readonly SourceProgress[] _progress = [.. Enum.GetValues<TransactionSource>().Select(_ => new SourceProgress())];

    /// <summary>The last transaction that was listed or passed over; null before the first.</summary>
    public (TransactionSource Source, Guid Id, long Millis)? Last { get; private set; }

    /// <summary>How far the list has come in a source.</summary>
    public SourceProgress this[TransactionSource source] => _progress[(int)source];

    /// <summary>Tells the new items of a page from those that were listed before.</summary>
    public (List<Transaction> New, List<Transaction> Repeated, List<int> Unreadable) Add(JsonElement items)
    {
        List<Transaction> @new = [];
        List<Transaction> repeated = [];
        List<int> unreadable = [];
        HashSet<(TransactionSource, Guid)> keys = [];
        foreach (var (position, item) in items.EnumerateArray().Index())
        {
            if (Transaction.Read(item) is not { } transaction) unreadable.Add(position);
            else if (keys.Add(transaction.Key) && !this[transaction.Source].Includes(transaction)) @new.Add(transaction);
            else repeated.Add(transaction);
        }

        foreach (var source in @new.GroupBy(transaction => transaction.Source)) this[source.Key].Add([.. source]);
        if (@new.Count > 0) Last = (@new[^1].Source, @new[^1].Id, @new[^1].CreatedAtMillis);
        return (@new, repeated, unreadable);
    }

    /// <summary>Passes over a row that cannot be listed.</summary>
    public void PassOver(TransactionSource source, Guid id, long millis)
    {
        this[source].PassOver(id, millis);
        Last = (source, id, millis);
    }
}

/// <summary>
/// How far the list has come in one source: every row up to here was listed. A source always goes on from its newest row or from the
/// last one of the page before, so whether a row was listed follows from its place. No set of all ids is kept: it would grow with the data.
/// Only the ids of one millisecond, the last, are kept, and of those no more than <see cref="MaxKept"/>.
/// </summary>
public sealed class SourceProgress
{
    private const int MaxKept = 10_000;
    private readonly HashSet<Guid> _idsOfLastMillisecond = [];
    private long _millis = long.MaxValue;

    /// <summary>The last row that was listed; null before the first.</summary>
    public Guid? Last { get; private set; }

    /// <summary>The time of the last row that was listed; <see cref="long.MaxValue"/> before the first.</summary>
    public long Millis => _millis;

    /// <summary>Whether a page before listed the transaction.</summary>
    public bool Includes(Transaction transaction)
    {
        if (transaction.CreatedAtMillis != _millis) return transaction.CreatedAtMillis > _millis;
        return _idsOfLastMillisecond.Contains(transaction.Id)
            || (_idsOfLastMillisecond.Count >= MaxKept && transaction.Id.CompareTo(Last!.Value) >= 0);
    }

    /// <summary>
    /// Takes note of what a page listed. The last one decides, so that a wrong time in the middle of a page does not hide what follows.
    /// </summary>
    public void Add(IReadOnlyList<Transaction> listed)
    {
        if (listed.Count == 0) return;
        if (listed[^1].CreatedAtMillis < _millis) _idsOfLastMillisecond.Clear();
        _millis = Math.Min(listed[^1].CreatedAtMillis, _millis);
        Last = listed[^1].Id;
        foreach (var transaction in listed)
            if (transaction.CreatedAtMillis == _millis && _idsOfLastMillisecond.Count < MaxKept) _idsOfLastMillisecond.Add(transaction.Id);
    }

    /// <summary>Passes over a row that cannot be listed.</summary>
    public void PassOver(Guid id, long millis)
    {
        if (millis < _millis) _idsOfLastMillisecond.Clear();
        _millis = Math.Min(millis, _millis);
        _idsOfLastMillisecond.Add(id);
        Last = id;
    }
}
