namespace IntegrityTests.Snapshots.Tables;

/// <summary>
/// Compares the rows of a table, which come in the order of their keys, with the saved ones. It holds one range of saved rows at a time.
/// </summary>
/// <param name="saved">The saved rows.</param>
/// <param name="present">The saved columns that the table still has, under whatever name.</param>
/// <param name="differences">Takes what differs.</param>
internal sealed class TableComparison(TableReader saved, IReadOnlyList<bool> present, TableDifferences differences)
{
    private readonly List<ChangedRow> _changed = [];
    private readonly bool[] _ignored = [.. saved.Header.Columns.Select(column => saved.Header.Ignored.Contains(column))];

    // What the sequencer was about to change is not in what was saved of the row.
    private readonly bool[] _isNumber = [.. saved.Header.Columns.Select(PlatformChanges.Sequence.Contains)];

    // Rows can be compared one by one only if all that their fingerprints are of is still there.
    private bool HasFingerprints { get; } = saved.Header.Columns
        .Select((column, i) => present[i] || saved.Header.Ignored.Contains(column)).All(known => known);

    /// <summary>Whether only the digests of columns are compared, also of those that fingerprints leave out. Default: false.</summary>
    public bool OnlyColumns { get; init; }

    private readonly ulong[] _digests = new ulong[saved.Header.Columns.Count];
    private SavedRange? _range;
    private bool _hasEnded;
    private int _next;
    private int _gone;

    /// <summary>Compares the next row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cells">The hashes of the saved columns, in their order; 0 where there is none.</param>
    public void Add(TableRow row, ReadOnlySpan<ulong> cells)
    {
        differences.Rows++;
        while (Advance() && row.Key.SequenceCompareTo(_range!.Key(_range.Count - 1)) > 0) CloseRange();
        while (_range is not null && row.Key.SequenceCompareTo(_range.Key(_next)) > 0) Skip();
        if (_range is null || !row.Key.SequenceEqual(_range.Key(_next)))
        {
            differences.New(row.Key, row.IsRecent);
            return;
        }

        var fingerprint = _range.Fingerprints[_next] & TableHashes.Due;
        for (var i = 0; i < cells.Length; i++)
        {
            if (fingerprint >= TableHashes.Due && _isNumber[i]) continue;
            _digests[i] ^= cells[i];
            if (!_ignored[i]) fingerprint ^= cells[i];
        }

        var difference = fingerprint ^ _range.Fingerprints[_next];
        if (HasFingerprints && !OnlyColumns && difference != 0)
            _changed.Add(new ChangedRow(_range.Key(_next).ToArray(), difference, row.IsRecent));
        if (++_next == _range.Count) CloseRange();
    }

    /// <summary>No more rows come.</summary>
    public void End()
    {
        while (Advance()) CloseRange();
    }

    private bool Advance()
    {
        if (_range is not null) return true;
        if (_hasEnded) return false;
        (_range, _next, _gone) = (saved.Next(), 0, 0);
        _hasEnded = _range is null;
        return !_hasEnded;
    }

    private void Skip()
    {
        differences.Gone(_range!.Key(_next++));
        _gone++;
    }

    private void CloseRange()
    {
        while (_next < _range!.Count) Skip();
        differences.Saved += _range.Count;
        // What a row had that is gone is in the digest of each column, and cannot be taken out of it.
        var columns = _digests.Select((digest, i) => IsTold(i) ? digest ^ _range.Digests[i] : 0).ToArray();
        if (HasFingerprints && !OnlyColumns) JudgeRows(columns);
        else JudgeColumns(columns);
        _changed.Clear();
        Array.Clear(_digests);
        _range = null;
    }

    private bool IsTold(int column) => _gone == 0 && present[column] && (OnlyColumns || !_ignored[column]);

    private void JudgeRows(ulong[] columns)
    {
        if (_changed.Count == 0) return;
        var attributed = _gone > 0 ? null : Attribution.Of([.. _changed.Select(row => row.Difference)], columns);
        var open = new List<ChangedRow>();
        for (var i = 0; i < _changed.Count; i++)
        {
            if (attributed?[i] is { } known) differences.Changed(_changed[i], known);
            else open.Add(_changed[i]);
        }

        if (open.Count > 0) differences.ChangedSomewhere(open, [.. Enumerable.Range(0, columns.Length).Where(i => columns[i] != 0)]);
    }

    private void JudgeColumns(ulong[] columns)
    {
        if (_gone > 0) differences.RangesNotCompared++;
        for (var i = 0; i < columns.Length; i++)
            if (columns[i] != 0) differences.ChangedWithin(i, _range!.Key(0), _range.Key(_range.Count - 1), _range.Count);
    }
}

/// <summary>A row that is not as it was.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Difference">The XOR of the differences of its values.</param>
/// <param name="IsRecent">Whether it says itself that it was written since.</param>
internal sealed record ChangedRow(byte[] Key, ulong Difference, bool IsRecent);

/// <summary>What differs between the rows of a table and the saved ones. What is kept of it does not grow with them.</summary>
/// <param name="columns">The number of saved columns.</param>
internal sealed class TableDifferences(int columns)
{
    /// <summary>How many keys are named for each column, and of new rows.</summary>
    public const int MaxNamed = 5;

    /// <summary>How many rows that are gone are reported one by one.</summary>
    public const int MaxGone = 1000;

    /// <summary>Rows now.</summary>
    public long Rows { get; set; }

    /// <summary>Saved rows.</summary>
    public long Saved { get; set; }

    /// <summary>Ranges in which only the keys could be compared.</summary>
    public long RangesNotCompared { get; set; }

    /// <summary>Rows that changed in each column, and say nothing of it themselves.</summary>
    public Rows[] Silent { get; } = Many(columns);

    /// <summary>Rows that changed in each column, and say themselves that they were written since.</summary>
    public Rows[] Told { get; } = Many(columns);

    /// <summary>Rows that changed, it is not known in which of several columns.</summary>
    public Rows[] Somewhere { get; } = Many(columns);

    /// <summary>Changed rows of which no column is known.</summary>
    public Rows Anywhere { get; } = new();

    /// <summary>Of each column, the ranges in which it changed.</summary>
    public (long Rows, long Ranges, byte[]? From, byte[]? To)[] Within { get; } = new (long, long, byte[]?, byte[]?)[columns];

    /// <summary>New rows that say nothing of when they were made.</summary>
    public Rows NewSilent { get; } = new();

    /// <summary>New rows that say that they were made since.</summary>
    public Rows NewTold { get; } = new();

    /// <summary>Rows that are gone.</summary>
    public Rows Lost { get; } = new();

    public void New(ReadOnlySpan<byte> key, bool isRecent) => (isRecent ? NewTold : NewSilent).Add(key);

    public void Gone(ReadOnlySpan<byte> key) => Lost.Add(key, MaxGone);

    public void Changed(ChangedRow row, IReadOnlyList<int> inColumns)
    {
        foreach (var column in inColumns) (row.IsRecent ? Told : Silent)[column].Add(row.Key);
    }

    public void ChangedSomewhere(IReadOnlyList<ChangedRow> rows, IReadOnlyList<int> inColumns)
    {
        foreach (var row in rows)
        {
            if (inColumns.Count == 0) Anywhere.Add(row.Key);
            foreach (var column in inColumns) Somewhere[column].Add(row.Key);
        }
    }

    public void ChangedWithin(int column, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, int rows)
    {
        var (before, ranges, first, _) = Within[column];
        Within[column] = (before + rows, ranges + 1, first ?? from.ToArray(), to.ToArray());
    }

    private static Rows[] Many(int count) => [.. Enumerable.Range(0, count).Select(_ => new Rows())];
}

/// <summary>Some rows: how many, and the keys of the first.</summary>
internal sealed class Rows
{
    private readonly List<byte[]> _first = [];

    public long Count { get; private set; }

    public IReadOnlyList<byte[]> First => _first;

    public void Add(ReadOnlySpan<byte> key, int most = TableDifferences.MaxNamed)
    {
        Count++;
        if (_first.Count < most) _first.Add(key.ToArray());
    }
}
