namespace IntegrityTests.Running;

/// <summary>The row that is running. Its members may be used by several threads of the row at once.</summary>
public sealed class RowContext
{
    // A row that finds a great deal tells all of it to the file, and keeps only what a reader of its result can take in.
    internal const int MaxKeptFindings = 20;

    private static readonly AsyncLocal<RowContext?> Ambient = new();

    private readonly IRowObserver? _observer;
    private readonly Lock _gate = new();
    private List<Finding>? _findings;
    private int _findingCount;
    private int _knownCount;
    private int _calls;
    private Severity? _worst;

    internal RowContext(CheckInfo check, CasePartition? partition = null, IRowObserver? observer = null)
    {
        Check = check;
        Partition = partition;
        _observer = observer;
    }

    /// <summary>The row this code runs for; null outside a row.</summary>
    public static RowContext? Current
    {
        get => Ambient.Value;
        internal set => Ambient.Value = value;
    }

    /// <summary>The check the row belongs to.</summary>
    public CheckInfo Check { get; }

    /// <summary>The partition of the test case; null in a case that covers the whole scope.</summary>
    public CasePartition? Partition { get; }

    /// <summary>What the run's follower keeps for the row; null when nobody follows.</summary>
    public object? Notes { get; internal set; }

    internal IReadOnlyList<Finding> Findings => _findings ?? (IReadOnlyList<Finding>)[];

    /// <summary>How many findings there are that are not known.</summary>
    internal int FindingCount => _findingCount;

    /// <summary>How many findings there are, known or not.</summary>
    internal int FoundCount => _findingCount + _knownCount;

    internal Severity? Worst => _worst;

    internal int Calls => Volatile.Read(ref _calls);

    /// <summary>Records a finding at once. The row fails when it is not known and as severe as <see cref="RunSettings.FailOn"/>.</summary>
    public void Report(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (Partition is not null && finding.Project is null)
            finding = finding with { Project = Partition.Key, ProjectName = finding.ProjectName ?? Partition.Name };
        finding = _observer?.Found(finding) ?? finding;
        lock (_gate)
        {
            if (finding.IsKnown)
            {
                _knownCount++;
                return;
            }
            _findingCount++;
            if (_worst is null || finding.Severity > _worst)
                _worst = finding.Severity;
            if (_findingCount <= MaxKeptFindings)
                (_findings ??= []).Add(finding);
        }
    }

    /// <summary>Counts a comparison of this row that was left out; the summary tells how many there were, by reason.</summary>
    /// <param name="comparison">What was not compared.</param>
    /// <param name="reason">Why. Without ids, so that equal reasons add up.</param>
    public void Skip(string comparison, string reason) => _observer?.Skipped(comparison, reason);

    /// <summary>Counts a call to the deployment.</summary>
    public void CountCall()
    {
        Interlocked.Increment(ref _calls);
        _observer?.Called();
    }
}
