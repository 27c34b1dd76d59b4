using System.Text.Json.Nodes;
using IntegrityTests.Redaction;
using IntegrityTests.Running.Baseline;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Running.Reporting.Html;

namespace IntegrityTests.Running.Framework;

/// <summary>Starts a run and ends it.</summary>
internal sealed class RunHost : IDisposable
{
    private readonly Action<string> _print;
    private readonly ProgressLines _lines;
    private readonly long _started;

    private RunHost(RunReport report, Action<string> print)
    {
        Report = report;
        _print = text => print(Printable.Text(text));
        Run.Print = _print;
        _started = Run.Clock.GetTimestamp();
        _lines = new ProgressLines(report.Tally, report.Progress, Run.Tell, Run.Clock);
    }

    public RunReport Report { get; }

    public Run Run => Report.Run;

    /// <summary>Starts a run. If anything is wrong with its settings, it is aborted and says why.</summary>
    public static RunHost Start(RunDefinition definition, IEnumerable<CasePartition?> cases, Action<string> print, TimeProvider clock)
    {
        var settings = new RunSettings();
        var known = KnownFindings.Open(settings);
        IEventLog log = new NoLog();
        string? problem = null;
        try
        {
            settings = definition.ReadSettings();
            known = KnownFindings.Open(settings);
            log = FindingsFile.Open(settings.ResultsDirectory);
        }
        catch (Exception failure)
        {
            problem = $"The run could not start: {failure.Message}";
        }

        var run = new Run(settings, clock);
        var host = new RunHost(new RunReport(run, log, new RunProgress(cases), known), print);
        if (log is FindingsFile file)
        {
            var started = clock.GetUtcNow();
            file.OnFailure = run.Abort;
            file.FirstLine = () => (JsonObject)host.Report.Presenter.Json(EventLine.Run(started, settings.Header, run.Target))!;
            run.OnTarget = file.Begin;
        }

        if (problem is not null) run.Abort(problem);
        foreach (var line in settings.Banner) run.Tell(line);
        return host;
    }

    /// <summary>Writes the last line and prints the summary.</summary>
    /// <param name="failedResults">Failed results of the run, those of other tests included.</param>
    /// <param name="baseline">The line about the baseline; null without one.</param>
    public void End(int failedResults, string? baseline)
    {
        _lines.Dispose();
        var elapsed = Run.Clock.GetElapsedTime(_started);
        var aborted = Run.AbortReason is { } reason ? Report.Presenter.Text(reason) : null;
        Report.Log.Write(EventLine.End(Report.Tally, elapsed, aborted, Run.Notes));
        var location = Report.Presenter.Text(Report.Log.Location);
        var shown = baseline is null ? null : Report.Presenter.Text(baseline);
        var summary = new SummaryText(Report.Tally, location, aborted, elapsed, failedResults, shown, Run.Target, Run.Notes)
        {
            Sample = Run.Settings.Sample,
            Gone = Run.Settings.Only?.GoneCount ?? 0,
        };
        _print(string.Join(Environment.NewLine, summary.Lines(WriteReport(summary.Verdict))));
    }

    public void Dispose()
    {
        _lines.Dispose();
        (Report.Log as IDisposable)?.Dispose();
        Run.Dispose();
    }

    private string? WriteReport(string verdict)
    {
        if (Report.Log is not FindingsFile { Failure: null } file) return null;
        try
        {
            return Report.Presenter.Text($"As a page: {HtmlReport.Write(file.Location, verdict)}");
        }

        // Whatever is wrong with the page or the file that it is made of, the summary is printed.
        catch (Exception failure)
        {
            return Report.Presenter.Text(
                $"The page {HtmlReport.Name} could not be written: {failure.Message} "
                + $"Everything that it would show is in {FindingsFile.Name}.");
        }
    }
}
