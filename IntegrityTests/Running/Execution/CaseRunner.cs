using System.Reflection;
using IntegrityTests.Running.Following;

namespace IntegrityTests.Running.Execution;

/// <summary>Runs one test case: pulls its rows, runs them and tells what became of them.</summary>
internal sealed class CaseRunner(Run run, StreamingCaseName name, MethodInfo method, CaseReport report, FollowerReport following, CancellationToken stop)
{
    private const int RowsAheadOfEach = 4;

    public async Task RunAsync(object?[] constructorArguments)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stop, run.Aborted);
        var follower = await FollowAsync();
        var followed = follower is null ? null : new FollowedRows(follower, run.Settings.Concurrency * RowsAheadOfEach);
        var row = new RowRunner(run, name, new RowInvoker(method, constructorArguments, cancel.Token), report, followed, cancel.Token);
        var end = await new RowPump(run.Settings.Concurrency, row.RunAsync).RunAsync(TheoryRows.ReadAsync(method, new CaseContext(run, name.Check, name.Partition), cancel.Token), cancel.Token);
        report.End();
        var isReadToEnd = end.Exhausted || end is { Pulled: 0, Failure: NothingToVerifyException };
        follower?.End(isReadToEnd && report.Interrupted == 0);
        following.End();
        Conclude(end);
    }

    // A run that cannot be followed is given up; the case then says so like every other.
    private async Task<ICaseFollower?> FollowAsync()
    {
        if (run.Settings.Follower is not { } follower) return null;
        try
        {
            return await follower.BeginAsync(run, new FollowedCase(name.Check, $"{method.ReflectedType!.Name}.{method.Name}", name.Partition), following);
        }
        catch (NotVerifiedException failure)
        {
            run.Abort(failure.Message);
            return null;
        }
    }

    private void Conclude(PumpEnd end)
    {
        var finished = end.Exhausted && report.Interrupted == 0;
        if (run.AbortReason is not null && !finished)
            report.CaseNotVerified(run.TellReason());
        else if (stop.IsCancellationRequested && !finished)
            run.Tally.CountStopped();
        else if (end.RowFailure is { } failure)
            report.CaseNotVerified($"The case could not be run: {failure.Message}", failure.ToString());
        else if (end is { Pulled: 0, Failure: NothingToVerifyException nothing })
            report.NothingToVerify(nothing.Message);
        else if (end.Failure is not null)
            report.CaseNotVerified(SourceFailure(end), end.Failure is NotVerifiedException ? null : end.Failure.ToString());
        else if (end.Pulled == 0)
            report.CaseNotVerified("The source gave no rows, so this verified nothing. Is the scope right?");
        else if (finished)
            report.Completed();
    }

    private static string SourceFailure(PumpEnd end) => end.Failure switch
    {
        NotVerifiedException notVerified => notVerified.Message,
        var failure => $"The rows could not be read after {end.Pulled} of them: {failure!.Message} ({failure.GetType().Name})",
    };
}
