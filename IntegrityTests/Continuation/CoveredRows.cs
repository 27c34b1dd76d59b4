namespace IntegrityTests.Continuation;

/// <summary>What is verified of a check and project: which ranges, and since when nothing was missing. Safe for several threads.</summary>
/// <param name="check">The check's code.</param>
/// <param name="project">The project's id.</param>
/// <param name="kind">What its rows are, such as <c>user</c>.</param>
internal sealed class CoveredRows(string check, string project, string kind)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, VerifiedRange> _ranges = new(StringComparer.Ordinal);
    private readonly HashSet<string> _beginnings = new(StringComparer.Ordinal);

    public string Check => check;

    public string Project => project;

    public string Kind => kind;

    /// <summary>The run that last came to every row that was in no range; null: none did.</summary>
    public VerifyingRun? Whole { get; set; }

    /// <summary>The ranges, in no order.</summary>
    public IReadOnlyList<VerifiedRange> Ranges
    {
        get
        {
            lock (_gate) return [.. _ranges.Values];
        }
    }

    /// <summary>The range that begins at a row; null: none does.</summary>
    public VerifiedRange? At(string row)
    {
        lock (_gate) return _ranges.GetValueOrDefault(row);
    }

    /// <summary>Takes a range in place of the one that began at the same row.</summary>
    public void Add(VerifiedRange range)
    {
        lock (_gate) _ranges[range.From] = range;
    }

    /// <summary>Forgets a range.</summary>
    public void Remove(string from)
    {
        lock (_gate) _ranges.Remove(from);
    }

    /// <summary>Notes that the row does not follow the one that is given out before it.</summary>
    public void Begin(string row)
    {
        lock (_gate) _beginnings.Add(row);
    }

    /// <summary>Whether the row begins something new; asked once.</summary>
    public bool TakeBeginning(string row)
    {
        lock (_gate) return _beginnings.Remove(row);
    }
}
