namespace IntegrityTests.Running;

/// <summary>
/// The row that a check verifies. A theory gets it if it has a parameter of this type after the values of its source.
/// Its members may be used by several threads of the row at once.
/// </summary>
public sealed class CheckRow
{
    // All findings of a row are in the file; its result shows only as many as a person reads.
    internal const int MaxKeptFindings = 20;

    // Of severity info there may be a hundred thousand; they are summed up elsewhere, and must not crowd out an error.
    internal const int MaxKeptInfos = 3;

    private readonly IRowObserver? _observer;
    private readonly CheckRow? _draftOf;
    private readonly Lock _gate = new();
    private readonly List<Finding> _findings = [];
    private int _findingCount;
    private int _infoCount;
    private int _knownCount;
    private int _calls;
    private Severity? _worst;
    private volatile bool _isLeft;

    internal CheckRow(CheckInfo check, CasePartition? partition = null, IRowObserver? observer = null)
    {
        Check = check;
        Partition = partition;
        _observer = observer;
    }

    private CheckRow(CheckRow draftOf)
        : this(draftOf.Check, draftOf.Partition)
    {
        _draftOf = draftOf;
        Notes = draftOf.Notes;
    }

    /// <summary>The check the row belongs to.</summary>
    public CheckInfo Check { get; }

    /// <summary>The partition of the test case; null in a case that covers the whole scope.</summary>
    public CasePartition? Partition { get; }

    /// <summary>What the run's follower keeps for the row; null when nothing follows the run.</summary>
    public object? Notes { get; internal set; }

    /// <summary>The row itself, where this is a draft of it: what is reported to it counts at once.</summary>
    public CheckRow Itself => _draftOf?.Itself ?? this;

    /// <summary>What names the row among those of its partition; null where its check does not ask per row.</summary>
    internal string? Name { get; init; }

    private bool IsTrial { get; init; }

    /// <summary>Whether nothing was found but what the platform leaves behind, and nothing was left out that could not be had.</summary>
    internal bool IsSound => _knownCount == 0 && !_isLeft && _worst is null or Severity.Info;

    /// <summary>How many findings were reported, known ones included.</summary>
    public int FoundCount => _findingCount + _knownCount;

    internal IReadOnlyList<Finding> Findings => _findings;

    /// <summary>How many findings there are that are not known.</summary>
    internal int FindingCount => _findingCount;

    internal Severity? Worst => _worst;

    internal int Calls => Volatile.Read(ref _calls);

    /// <summary>
    /// The same row, except that its findings are kept back: they count only once they are released. Calls and skipped comparisons count
    /// at once.
    /// </summary>
    public CheckRow Draft() => new(this);

    /// <summary>The same row, except that whatever is reported to it counts nowhere.</summary>
    internal CheckRow Trial() => new(Check, Partition) { IsTrial = true };

    /// <summary>Reports the findings of a draft to the row that it is a draft of.</summary>
    public void Release()
    {
        foreach (var finding in _findings) _draftOf?.Report(finding);
    }

    /// <summary>Records a finding at once. The row fails when it is not known and as severe as <see cref="RunSettings.FailOn"/>.</summary>
    public void Report(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (Partition is not null && finding.Project is null)
            finding = finding with { Project = Partition.Key, ProjectName = finding.ProjectName ?? Partition.Name };
        if (Name != finding.Subject) finding = finding with { Row = Name };
        finding = _observer?.Found(finding) ?? finding;
        lock (_gate)
        {
            if (finding.IsKnown)
            {
                _knownCount++;
                return;
            }

            _findingCount++;
            if (_worst is null || finding.Severity > _worst) _worst = finding.Severity;
            var isInfo = finding.Severity == Severity.Info;
            if (isInfo) _infoCount++;
            var isKept = isInfo ? _infoCount <= MaxKeptInfos : _findingCount - _infoCount <= MaxKeptFindings;
            if (_draftOf is not null || IsTrial || isKept) _findings.Add(finding);
        }
    }

    /// <summary>Counts a comparison of this row that was left out; the summary shows how many there were, by reason.</summary>
    /// <param name="comparison">What was not compared.</param>
    /// <param name="reason">Why. Without ids, so that equal reasons add up.</param>
    public void Skip(string comparison, string reason)
    {
        if (_draftOf is not null) _draftOf.Skip(comparison, reason);
        else _observer?.Skipped(comparison, reason);
    }

    /// <summary>
    /// Leaves a comparison of this row out. What could not be had makes the test case NOT VERIFIED, once for all of its rows; the row
    /// itself still counts by what was compared.
    /// </summary>
    /// <param name="comparison">What was not compared.</param>
    /// <param name="gap">Why.</param>
    public void Leave(string comparison, Gap gap)
    {
        ArgumentNullException.ThrowIfNull(gap);
        if (!gap.IsProven) _isLeft = true;
        if (_draftOf is not null) _draftOf.Leave(comparison, gap);
        else _observer?.Left(comparison, gap);
    }

    /// <summary>Waits for what may explain a difference by itself, before the row is read a second time.</summary>
    public Task SettledAsync() => _draftOf?.SettledAsync() ?? _observer?.SettledAsync() ?? Task.CompletedTask;

    /// <summary>Counts a call to the deployment.</summary>
    public void CountCall()
    {
        if (_draftOf is not null)
        {
            _draftOf.CountCall();
            return;
        }

        Interlocked.Increment(ref _calls);
        _observer?.Called();
    }
}

/// <summary>Hears what a row reports while it runs.</summary>
internal interface IRowObserver
{
    /// <summary>The row found something.</summary>
    /// <returns>The finding as it is to be shown, without secrets.</returns>
    Finding Found(Finding finding);

    void Skipped(string comparison, string reason);

    void Left(string comparison, Gap gap);

    void Called();

    Task SettledAsync() => Task.CompletedTask;
}
