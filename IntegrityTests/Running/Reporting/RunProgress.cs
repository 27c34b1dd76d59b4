namespace IntegrityTests.Running.Reporting;

/// <summary>How far a run is; safe for several threads.</summary>
internal sealed class RunProgress
{
    private readonly Lock _gate = new();
    private readonly List<CasePartition> _partitions = [];
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private int _oldest;
    private string _check = "";

    /// <param name="cases">For each case of the run its partition, in the order in which they run; null: the whole scope.</param>
    public RunProgress(IEnumerable<CasePartition?> cases)
    {
        foreach (var one in cases)
        {
            Cases++;
            if (one is not { } partition) continue;
            if (!_open.TryGetValue(partition.Key, out var count)) _partitions.Add(partition);
            _open[partition.Key] = count + 1;
        }
    }

    /// <summary>How many cases the run has.</summary>
    public int Cases { get; }

    /// <summary>How many partitions the run has.</summary>
    public int Count => _partitions.Count;

    /// <summary>The check whose row ended last.</summary>
    public string Check => Volatile.Read(ref _check);

    /// <summary>The first partition with unfinished cases, and its number from 1; null when there is none.</summary>
    public (int Number, CasePartition Partition)? Oldest()
    {
        lock (_gate)
        {
            while (_oldest < _partitions.Count && _open[_partitions[_oldest].Key] == 0) _oldest++;
            return _oldest < _partitions.Count ? (_oldest + 1, _partitions[_oldest]) : null;
        }
    }

    public void RowEnded(string check) => Volatile.Write(ref _check, check);

    public void CaseEnded(CasePartition? partition)
    {
        lock (_gate)
        {
            if (partition is not null && _open.TryGetValue(partition.Key, out var count)) _open[partition.Key] = count - 1;
        }
    }
}
