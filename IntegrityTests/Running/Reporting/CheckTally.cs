namespace IntegrityTests.Running.Reporting;

/// <summary>The totals of one check; safe for several threads.</summary>
internal sealed class CheckTally(string code)
{
    private readonly long[] _rows = new long[Enum.GetValues<RowVerdict>().Length];
    private long _findings;
    private long _errors;
    private long _infos;
    private long _known;
    private long _calls;
    private long _casesNotVerified;
    private long _casesLeft;
    private long _expected;

    public string Code { get; } = code;

    public long Verified => Rows(RowVerdict.Verified);

    public long Failed => Rows(RowVerdict.Failed);

    /// <summary>Rows that could not be verified, those included that a stop interrupted.</summary>
    public long NotVerified => Rows(RowVerdict.NotVerified) + Rows(RowVerdict.Interrupted);

    /// <summary>Cases that failed as a whole, so that it is not known how many rows they had.</summary>
    public long CasesNotVerified => Interlocked.Read(ref _casesNotVerified);

    /// <summary>Cases with rows that the budget left.</summary>
    public long CasesLeft => Interlocked.Read(ref _casesLeft);

    /// <summary>How many rows there are, as far as the sources said it; 0 where they said nothing.</summary>
    public long Expected => Interlocked.Read(ref _expected);

    public long Findings => Interlocked.Read(ref _findings);

    /// <summary>Those of <see cref="Findings"/> that are errors; the others are warnings.</summary>
    public long Errors => Interlocked.Read(ref _errors);

    /// <summary>Findings of severity info; they are not among <see cref="Findings"/>.</summary>
    public long Infos => Interlocked.Read(ref _infos);

    /// <summary>Findings that the baseline lists; they are neither among <see cref="Findings"/> nor among <see cref="Infos"/>.</summary>
    public long Known => Interlocked.Read(ref _known);

    public long Calls => Interlocked.Read(ref _calls);

    public SkipCounts Skips { get; } = new();

    public void Count(RowVerdict verdict) => Interlocked.Increment(ref _rows[(int)verdict]);

    public void Count(RowVerdict verdict, long count) => Interlocked.Add(ref _rows[(int)verdict], count);

    public void CountFinding(Severity severity)
    {
        Interlocked.Increment(ref _findings);
        if (severity == Severity.Error) Interlocked.Increment(ref _errors);
    }

    public void CountInfo() => Interlocked.Increment(ref _infos);

    public void CountKnown() => Interlocked.Increment(ref _known);

    public void CountCall() => Interlocked.Increment(ref _calls);

    public void CountCalls(long calls) => Interlocked.Add(ref _calls, calls);

    public void CountInfos(long infos) => Interlocked.Add(ref _infos, infos);

    public void CountKnown(long known) => Interlocked.Add(ref _known, known);

    public void CountCaseNotVerified() => Interlocked.Increment(ref _casesNotVerified);

    public void CountCaseLeft() => Interlocked.Increment(ref _casesLeft);

    public void Expect(long rows) => Interlocked.Add(ref _expected, rows);

    private long Rows(RowVerdict verdict) => Interlocked.Read(ref _rows[(int)verdict]);
}

/// <summary>The result of a row.</summary>
internal enum RowVerdict
{
    Verified,
    Failed,
    NotVerified,
    Skipped,

    /// <summary>The run was stopped while the row ran; nothing is known about it.</summary>
    Interrupted,
}

/// <summary>What a check left out, by reason; safe for several threads.</summary>
internal sealed class SkipCounts
{
    /// <summary>The number of reasons that are counted apart: reasons with ids in them must not fill the memory.</summary>
    public const int MaxReasons = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string What, string Reason), long> _counts = [];

    public IReadOnlyList<SkipCount> All
    {
        get
        {
            lock (_gate) return [.. _counts.Select(pair => new SkipCount(pair.Key.What, pair.Key.Reason, pair.Value))];
        }
    }

    public void Count(string what, string reason, long count = 1)
    {
        lock (_gate)
        {
            var key = (what, reason);
            if (!_counts.ContainsKey(key) && _counts.Count >= MaxReasons) key = (what, "other reasons");
            _counts[key] = _counts.GetValueOrDefault(key) + count;
        }
    }
}

/// <summary>How often something was left out for a reason.</summary>
internal sealed record SkipCount(string What, string Reason, long Count);
