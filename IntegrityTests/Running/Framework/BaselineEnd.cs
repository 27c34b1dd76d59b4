using IntegrityTests.Running.Execution;
using IntegrityTests.Running.Reporting;
using Xunit.Sdk;

namespace IntegrityTests.Running.Framework;

/// <summary>Ends the baseline of a run: stale entries make it red, as does a file that cannot be written.</summary>
internal static class BaselineEnd
{
    /// <param name="run">The run that ended.</param>
    /// <param name="summary">Its results; a failure is added.</param>
    /// <param name="anyCase">A case to carry the failure.</param>
    /// <param name="bus">Takes the failure.</param>
    /// <param name="stop">Whether the run was stopped; stops it when the bus says so.</param>
    /// <returns>What the summary says about it; null without a baseline.</returns>
    public static string? Tell(Run run, RunSummary summary, IXunitTestCase anyCase, IMessageBus bus, CancellationTokenSource stop)
    {
        string? failure, told = null;
        try
        {
            var outcome = run.Known.Close(completed: run.AbortReason is null && !stop.IsCancellationRequested);
            (failure, told) = (outcome.Failure, outcome.Summary);
            foreach (var (line, finding) in outcome.Stale) run.Log.Write(EventLine.Stale(line, finding));
        }
        catch (InvalidOperationException problem)
        {
            failure = problem.Message;
        }

        if (failure is null) return told;
        var results = new CaseResults(anyCase, bus, stop, run.Redactor);
        results.Start();
        results.Failed("The known findings", failure);
        results.Finish();
        summary.Aggregate(results.Summary);
        return told ?? failure;
    }
}
