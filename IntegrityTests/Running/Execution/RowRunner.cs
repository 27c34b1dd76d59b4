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
        var outcome = RowOutcome.Interrupted;
        var output = new RowOutput();
        try
        {
            outcome = await JudgedAsync(row, context, output);
        }
        finally
        {
            // Others wait for their turn behind this row, whatever became of it.
            followed?.End(number, context.Notes, outcome);
        }

        report.RowEnded(number, row, context, outcome, output, run.Clock.GetElapsedTime(started));
    }

    private async Task<RowOutcome> JudgedAsync(object?[] row, CheckRow context, RowOutput output)
    {
        Exception? thrown = null;
        try
        {
            await invoker.InvokeAsync(row, context, output);
        }
        catch (Exception failure)
        {
            thrown = failure;
        }

        return _judge.Judge(context, thrown, thrown is null ? "" : RowName.Of(row), cancel.IsCancellationRequested);
    }
}
