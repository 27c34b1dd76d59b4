using IntegrityTests.Running.Following;

namespace IntegrityTests.Running.Execution;

/// <summary>Runs one row after another of a case; several may run at once.</summary>
internal sealed class RowRunner(Run run, StreamingCaseName name, RowInvoker invoker, CaseReport report, FollowedRows? followed, CancellationToken cancel)
{
    private readonly RowJudge _judge = new(run.Settings.FailOn);

    public async Task RunAsync(long number, object?[] row)
    {
        var started = run.Clock.GetTimestamp();
        var context = new CheckRow(name.Check, name.Partition, report);
        if (followed is not null) context.Notes = await followed.BeginAsync(number, row);
        var output = new RowOutput();
        Exception? thrown = null;
        try
        {
            await invoker.InvokeAsync(row, context, output);
        }
        catch (Exception failure)
        {
            thrown = failure;
        }
        var subject = thrown is null ? "" : RowName.Of(row);
        var outcome = _judge.Judge(context, thrown, subject, cancel.IsCancellationRequested);
        followed?.End(number, context.Notes, outcome);
        report.RowEnded(number, row, context, outcome, output, run.Clock.GetElapsedTime(started));
    }
}
