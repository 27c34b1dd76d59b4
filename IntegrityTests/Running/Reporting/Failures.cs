namespace IntegrityTests.Running.Reporting;

/// <summary>
/// The failed results of a case: one for each failure up to a limit, then one for each page of them. VSTest says that a run was cancelled
/// only when it gets a result, so there is one from time to time however many rows fail.
/// </summary>
/// <param name="results">Takes the results.</param>
/// <param name="settings">The limit, and the size of a page.</param>
/// <param name="budget">What the results of the whole run may say.</param>
/// <param name="name">The name of a result that stands for several failures, up to their number.</param>
/// <param name="rest">What such a result says after their number.</param>
internal sealed class Failures(CaseResults results, RunSettings settings, ResultBudget budget, string name, string rest)
{
    private int _count;
    private int _more;

    public void Add(string result, string message, string? stackTrace = null, string output = "", TimeSpan elapsed = default)
    {
        if (Interlocked.Increment(ref _count) <= settings.MaxFailuresPerCase
            && budget.Takes(result.Length + message.Length + (stackTrace?.Length ?? 0) + output.Length))
            results.Failed(result, message, stackTrace, output, elapsed);
        else if (Interlocked.Increment(ref _more) % settings.PageSize == 0)
            More(settings.PageSize);
    }

    /// <summary>Adds the result of the failures since the last page; no more of them come.</summary>
    public void End()
    {
        var more = _more % settings.PageSize;
        if (more > 0) More(more);
    }

    private void More(int count) => results.Failed($"{name}{count} more", $"{count} more {rest}");
}
