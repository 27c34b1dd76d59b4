using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Running.Parts;

/// <summary>All parts of a run, put together.</summary>
/// <param name="report">The report of the union.</param>
/// <param name="checks">What they say of each check.</param>
/// <param name="parts">How many parts the run has.</param>
/// <param name="problems">What keeps them from being the whole run.</param>
/// <param name="notes">What there is to say besides.</param>
internal sealed class PartsUnion(
    RunReport report,
    IReadOnlyDictionary<string, CheckUnion> checks,
    int parts,
    IReadOnlyList<string> problems,
    IReadOnlyList<string> notes) : IUnion
{
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <inheritdoc/>
    public bool IsWhole => problems.Count == 0;

    /// <inheritdoc/>
    public Conclusion Conclusion => new(problems, notes);

    /// <inheritdoc/>
    public IReadOnlyList<string> Untold
    {
        get
        {
            lock (_gate) return [.. checks.Keys.Where(code => !_reported.Contains(code)).Order(StringComparer.Ordinal)];
        }
    }

    /// <inheritdoc/>
    public void Report(string code, string name, CaseResults results)
    {
        lock (_gate) _reported.Add(code);
        if (checks.TryGetValue(code, out var check)) check.Report(name, results, parts);
        else new CheckUnion(code, report).Report(name, results, parts);
    }
}
