namespace IntegrityTests.Running.Reporting;

/// <summary>How far a run is; safe for several threads.</summary>
internal sealed class RunProgress
{
    private readonly Lock _gate = new();
    private readonly List<CasePartition> _partitions = [];
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Check, string? Partition), CaseProgress> _cases = [];
    private int _oldest;
    private string _check = "";

    /// <param name="cases">The cases of the run, in the order in which they run.</param>
    public RunProgress(IEnumerable<RunCase> cases)
    {
        foreach (var one in cases)
        {
            Cases++;
            _cases[(one.Check.Code, one.Partition?.Key)] = new CaseProgress(one);
            if (one.Partition is not { } partition) continue;
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

    /// <summary>The progress of a case.</summary>
    public CaseProgress Of(CheckInfo check, CasePartition? partition)
    {
        lock (_gate)
        {
            var key = (check.Code, partition?.Key);
            if (!_cases.TryGetValue(key, out var one)) _cases[key] = one = new CaseProgress(new RunCase(check, partition));
            return one;
        }
    }

    /// <summary>How far the checks are that ask per row, by code.</summary>
    /// <param name="forecast">How many rows a check has to verify in a partition, as far as it is known.</param>
    public IReadOnlyList<CheckProgress> PerRow(Func<string, string?, RowForecast?> forecast)
    {
        lock (_gate)
        {
            return
            [
                .. _cases.Values.Where(one => one.Case.Check.IsPerRow)
                    .GroupBy(one => one.Case.Check.Code, StringComparer.Ordinal)
                    .OrderBy(check => check.Key, StringComparer.Ordinal)
                    .Select(check => CheckProgress.Of(check.Key, [.. check], forecast)),
            ];
        }
    }

    /// <summary>A row has ended.</summary>
    public void RowEnded(CaseProgress of)
    {
        of.RowEnded();
        Volatile.Write(ref _check, of.Case.Check.Code);
    }

    /// <summary>A case has ended.</summary>
    public void CaseEnded(CheckInfo check, CasePartition? partition)
    {
        Of(check, partition).HasEnded = true;
        lock (_gate)
        {
            if (partition is not null && _open.TryGetValue(partition.Key, out var count)) _open[partition.Key] = count - 1;
        }
    }
}

/// <summary>A case of a run.</summary>
/// <param name="Check">The check.</param>
/// <param name="Partition">The part of the scope that it covers; null: the whole scope.</param>
internal sealed record RunCase(CheckInfo Check, CasePartition? Partition);

/// <summary>How far a case is; safe for several threads.</summary>
internal sealed class CaseProgress(RunCase of)
{
    private long _rows;

    public RunCase Case => of;

    /// <summary>The rows that have ended.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>Whether no more rows come.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Whether the budget was over before all rows were pulled.</summary>
    public bool IsCutOff { get; set; }

    public void RowEnded() => Interlocked.Increment(ref _rows);
}

/// <summary>How far a check is.</summary>
/// <param name="Code">The check.</param>
/// <param name="Done">The rows that have ended.</param>
/// <param name="Total">All of its rows, at least <paramref name="Done"/>; null: not known yet.</param>
/// <param name="IsAbout">Whether the total is an estimate.</param>
internal sealed record CheckProgress(string Code, long Done, long? Total, bool IsAbout)
{
    /// <summary>Rows that are still to come.</summary>
    public long Left => (Total ?? Done) - Done;

    public static CheckProgress Of(string code, IReadOnlyList<CaseProgress> cases, Func<string, string?, RowForecast?> forecast)
    {
        var (done, total, isAbout, isKnown) = (0L, 0L, false, true);
        foreach (var one in cases)
        {
            var rows = one.Rows;
            done += rows;
            total += rows;
            if (one is { HasEnded: true, IsCutOff: false }) continue;
            if (forecast(code, one.Case.Partition?.Key) is not { } due)
            {
                isKnown = false;
                continue;
            }

            total += Math.Max(0, due.Rows - rows);
            isAbout |= due.IsAbout;
        }

        return new CheckProgress(code, done, isKnown ? total : null, isAbout);
    }
}
