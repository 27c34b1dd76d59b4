namespace IntegrityTests.Running.Reporting;

/// <summary>
/// The skipped cases of a run that has many: together they are one result, because a person reads reasons and not a line for each case.
/// Safe for several threads.
/// </summary>
internal sealed class SkippedCases
{
    /// <summary>In a run of so many cases, as in an IDE, each has its own result.</summary>
    public const int FewCases = 20;

    private readonly Lock _gate = new();
    private readonly SkipCounts _reasons = new();

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Why they were skipped, a line for each reason.</summary>
    public string Reasons => string.Join(
        Environment.NewLine,
        _reasons.All.Select(skip => $"{skip.What}, {Quantity.Of(skip.Count, "case")}: {skip.Reason}").Order(StringComparer.Ordinal));

    public void Add(string code, string reason)
    {
        lock (_gate) Count++;
        _reasons.Count(code, reason);
    }
}
