using IntegrityTests.Running.Execution;
using IntegrityTests.Running.Following;
using Xunit.Sdk;

namespace IntegrityTests.Running.Framework;

/// <summary>Lets the follower of a run conclude, with a result of its own where it finds something.</summary>
internal static class EndFollower
{
    /// <param name="run">The run, of which all cases have ended.</param>
    /// <param name="summary">Its results; those of the follower are added.</param>
    /// <param name="anyCase">A case to carry them.</param>
    /// <param name="bus">Takes them.</param>
    /// <param name="stop">Stopped runs are not complete.</param>
    public static async Task RunAsync(Run run, RunSummary summary, IXunitTestCase anyCase, IMessageBus bus, CancellationTokenSource stop)
    {
        if (run.Settings.Follower is not { } follower) return;
        var results = new CaseResults(anyCase, bus, stop, run.Redactor);
        var report = new FollowerReport(run, null, results);
        var isComplete = run.AbortReason is null && !stop.IsCancellationRequested && run.Tally.Stopped == 0
            && run.Tally.Sum(check => check.CasesNotVerified) == 0;
        results.Start();
        try
        {
            await follower.EndAsync(run, isComplete, report);
        }
        catch (Exception failure)
        {
            results.Failed("The end of the run", $"NOT VERIFIED: {failure.Message}", failure.ToString());
        }

        report.End();
        results.Finish();
        summary.Aggregate(results.Summary);
    }
}
