using System.Reflection;
using System.Runtime.CompilerServices;
using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Running.Rows;

/// <summary>Runs one test case: pulls its rows, runs them and reports them.</summary>
internal sealed class CaseRunner(
    RunReport run, CaseName name, MethodInfo method, CaseReport report, FollowerReport following, CancellationToken stop)
{
    private const int RowsAheadOfEach = 4;

    public async Task RunAsync(object?[] constructorArguments)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stop, run.Run.Aborted);
        var follower = await FollowAsync();
        var followed = follower is null ? null : new FollowedRows(follower, run.Settings.Concurrency * RowsAheadOfEach);
        var invoker = new RowInvoker(method, constructorArguments, cancel.Token);
        var row = new RowRunner(run, name, invoker, report, followed, cancel.Token);
        var context = new CaseContext(run.Run, name.Check, name.Partition);
        var rows = TheoryRows.ReadAsync(method, context, cancel.Token);
        if (run.Settings.MayPause) rows = PausedAsync(rows, CancellationToken.None);
        var enough = name.Check.IsPerRow ? run.Run.BudgetOver : CancellationToken.None;
        var end = await new RowPump(run.Settings.Concurrency, row.RunAsync).RunAsync(rows, cancel.Token, enough);
        report.Expected(context.Stored);
        report.End();
        var isReadToEnd = end.Exhausted || end is { Pulled: 0, Failure: NothingToVerifyException };
        follower?.End(isReadToEnd && report.Interrupted == 0);
        following.End();
        Conclude(end, context.Stored);
        report.Ended(context, end.Pulled);
    }

    private async IAsyncEnumerable<object?[]> PausedAsync(
        IAsyncEnumerable<object?[]> rows, [EnumeratorCancellation] CancellationToken pulling)
    {
        // At the first row nobody may know yet what there is to wait for: it is the source that opens the deployment.
        await foreach (var row in rows.WithCancellation(pulling))
        {
            await run.Run.GoOn(pulling);
            yield return row;
        }
    }

    // A run that cannot be followed is given up; the case then says so like every other.
    private async Task<ICaseFollower?> FollowAsync()
    {
        if (run.Settings.Follower is not { } follower) return null;
        try
        {
            var followed = new FollowedCase(name.Check, $"{method.ReflectedType!.Name}.{method.Name}", name.Partition);
            return await follower.BeginAsync(run.Run, followed, following);
        }
        catch (NotVerifiedException failure)
        {
            run.Run.Abort(failure.Message);
            return null;
        }
    }

    private void Conclude(PumpEnd end, long stored)
    {
        var finished = end.Exhausted && report.Interrupted == 0;
        if (run.Run.AbortReason is not null && !finished)
            report.CaseNotVerified(run.AbortReason());
        else if (stop.IsCancellationRequested && !finished)
            report.Stopped();
        else if (end.RowFailure is { } failure)
            report.CaseNotVerified($"The case could not be run: {run.Presenter.Text(failure)}", run.Presenter.Trace(failure));
        else if (end is { Pulled: 0, Failure: NothingToVerifyException nothing })
            report.NothingToVerify(nothing.Message, nothing.ReportedBy, nothing.IsElsewhere);
        else if (end.Failure is not null)
            report.CaseNotVerified(SourceFailure(end), end.Failure is NotVerifiedException ? null : run.Presenter.Trace(end.Failure));
        else if (end.IsCutOff)
            report.CutOff(end.Pulled, stored);
        else if (end.Pulled == 0)
            report.CaseNotVerified("The source gave no rows, so this verified nothing. Is the scope right?");
        else if (finished)
            report.Completed();
    }

    private string SourceFailure(PumpEnd end) => end.Failure switch
    {
        NotVerifiedException notVerified => notVerified.Message,
        var failure => $"The rows could not be read after {end.Pulled} of them: {run.Presenter.Text(failure!)} ({failure!.GetType().Name})",
    };
}
