namespace IntegrityTests.Snapshots.Tables;

/// <summary>The hashes of a row's values, and its fingerprint.</summary>
internal sealed class RowHashes
{
    private readonly TableHashes _hashes;
    private readonly ulong[] _marks;
    private readonly bool[] _isIgnored;
    private readonly bool[] _isNumber;
    private readonly ulong[] _cells;

    public RowHashes(TableHashes hashes, IReadOnlyList<string> columns, IReadOnlyList<string> ignored)
    {
        _hashes = hashes;
        _marks = [.. columns.Select(hashes.MarkOf)];
        _isIgnored = [.. columns.Select(ignored.Contains)];
        _isNumber = [.. columns.Select(PlatformChanges.Sequence.Contains)];
        _cells = new ulong[columns.Count];
        Places = [.. Enumerable.Range(0, columns.Count)];
    }

    /// <summary>Where each column is in what was read; negative: nowhere.</summary>
    public int[] Places { get; init; }

    public ReadOnlySpan<ulong> All => _cells;

    public ulong Fingerprint { get; private set; }

    /// <summary>Whether it is to be saved: then what the sequencer is about to change is left out.</summary>
    public bool LeavesDueOut { get; init; }

    public void Read(TableRow row)
    {
        var key = _hashes.RowKey(row.Key);
        var isDue = LeavesDueOut && row.IsDue;
        var fingerprint = isDue ? TableHashes.Due : 0;
        for (var i = 0; i < _cells.Length; i++)
        {
            _cells[i] = Places[i] < 0 || (isDue && _isNumber[i]) ? 0 : TableHashes.Cell(key, _marks[i], row.Hashes[Places[i]]);
            if (!_isIgnored[i]) fingerprint ^= _cells[i];
        }

        Fingerprint = fingerprint;
    }
}
