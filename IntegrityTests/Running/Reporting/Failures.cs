namespace IntegrityTests.Running.Reporting;

/// <summary>
/// The failed results of a case: one for each failure up to a limit, then one for each page of them. VSTest says that a run was cancelled
/// only when it gets a result, so there is one from time to time however many rows fail.
/// </summary>
/// <param name="results">Takes the results.</param>
/// <param name="settings">The limit, and the size of a page.</param>
/// <param name="name">The name of a result that stands for several failures, up to their number.</param>
/// <param name="rest">What such a result says after their number.</param>
internal sealed class Failures(CaseResults results, RunSettings settings, string name, string rest)
{
    private int _count;

    public void Add(string result, string message, string? stackTrace = null, string output = "", TimeSpan elapsed = default)
    {
        var more = Interlocked.Increment(ref _count) - settings.MaxFailuresPerCase;
        if (more <= 0) results.Failed(result, message, stackTrace, output, elapsed);
        else if (more % settings.PageSize == 0) More(settings.PageSize);
    }

    /// <summary>Adds the result of the failures since the last page; no more of them come.</summary>
    public void End()
    {
        var more = _count - settings.MaxFailuresPerCase;
        if (more > 0 && more % settings.PageSize > 0) More(more % settings.PageSize);
    }

    private void More(int count) => results.Failed($"{name}{count} more", $"{count} more {rest}");
}
