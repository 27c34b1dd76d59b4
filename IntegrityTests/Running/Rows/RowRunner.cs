using System.Globalization;
using System.Text;
using IntegrityTests.Running.Reporting;
using Xunit.Abstractions;

namespace IntegrityTests.Running.Rows;

/// <summary>Runs one row after another of a case; several may run at once.</summary>
internal sealed class RowRunner(
    RunReport run, CaseName name, RowInvoker invoker, CaseReport report, FollowedRows? followed, CancellationToken cancel)
{
    private readonly RowJudge _judge = new(run.Settings.FailOn, run.Presenter);

    public async Task RunAsync(long number, object?[] row)
    {
        var started = run.Run.Clock.GetTimestamp();
        var context = new CheckRow(name.Check, name.Partition, report) { Name = name.Check.IsPerRow ? RowName.Of(row[^1..]) : null };
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
            followed?.End(number, context.Notes, outcome, isSound: outcome.Verdict == RowVerdict.Verified && context.IsSound);
        }

        report.RowEnded(number, row, context, outcome, output, run.Run.Clock.GetElapsedTime(started));
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

/// <summary>Names a row by its values.</summary>
internal static class RowName
{
    private const int MaxLength = 200;

    public static string Of(object?[] row) => string.Join(", ", row.Select(Text));

    // A value whose ToString throws must not hide what is wrong with its row.
    private static string Text(object? value)
    {
        try
        {
            var text = value?.ToString() ?? "null";
            return text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength), "...");
        }
        catch (Exception)
        {
            return value!.GetType().Name;
        }
    }
}

/// <summary>What a row writes by <see cref="ITestOutputHelper"/>; shown only with a failing result.</summary>
internal sealed class RowOutput : ITestOutputHelper
{
    private readonly Lock _gate = new();
    private StringBuilder? _text;

    public string Text
    {
        get
        {
            lock (_gate) return _text?.ToString() ?? "";
        }
    }

    public void WriteLine(string message)
    {
        lock (_gate) (_text ??= new StringBuilder()).AppendLine(message);
    }

    public void WriteLine(string format, params object[] args) => WriteLine(string.Format(CultureInfo.InvariantCulture, format, args));
}
