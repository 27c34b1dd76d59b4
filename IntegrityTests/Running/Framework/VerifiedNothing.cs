using IntegrityTests.Running.Execution;
using Xunit.Sdk;

namespace IntegrityTests.Running.Framework;

/// <summary>Makes a run red that is green only because it verified nothing.</summary>
internal static class VerifiedNothing
{
    /// <param name="run">The run that ended.</param>
    /// <param name="summary">Its results; the failure is added.</param>
    /// <param name="anyCase">A case to carry the failure.</param>
    /// <param name="bus">Takes the failure.</param>
    /// <param name="stop">Stops the run when the bus says so.</param>
    public static void FailIfSo(Run run, RunSummary summary, IXunitTestCase anyCase, IMessageBus bus, CancellationTokenSource stop)
    {
        if (summary.Failed > 0 || run.Tally.Sum(check => check.Verified) > 0)
            return;
        var results = new CaseResults(anyCase, bus, stop, run.Redactor);
        results.Start();
        results.Failed("The run verified nothing", "The run verified nothing: " + Reasons(run));
        results.Finish();
        summary.Aggregate(results.Summary);
    }

    private static string Reasons(Run run)
    {
        var reasons = run.Tally.Checks.SelectMany(check => check.Skips.All.Select(skip => $"{check.Code}: {skip.Reason}")).Distinct().Take(10).ToList();
        return reasons.Count == 0
            ? "all of its test cases were skipped."
            : "everything was skipped." + string.Concat(reasons.Select(reason => Environment.NewLine + "  " + reason));
    }
}
