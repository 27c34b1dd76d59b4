using System.Text.Json.Nodes;
using IntegrityTests.Redaction;
using IntegrityTests.Running.Baseline;
using IntegrityTests.Running.Causes;
using IntegrityTests.Running.Notices;
using IntegrityTests.Running.Parts;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Running.Reporting.Html;

namespace IntegrityTests.Running.Framework;

/// <summary>Starts a run and ends it.</summary>
internal sealed class RunHost : IDisposable
{
    private readonly Action<string> _print;
    private readonly ProgressLines _lines;
    private readonly long _started;

    private RunHost(RunReport report, OutputChannel output)
    {
        Report = report;
        _print = text => output.Print(Printable.Text(text));
        Run.Print = _print;
        _started = Run.Clock.GetTimestamp();
        _lines = new ProgressLines(new ProgressText(report.Tally, report.Progress, Run), Run, output.Status);
    }

    public RunReport Report { get; }

    public Run Run => Report.Run;

    /// <summary>Starts a run. If anything is wrong with its settings, it is aborted and says why.</summary>
    public static RunHost Start(RunDefinition definition, IEnumerable<RunCase> cases, OutputChannel output, TimeProvider clock)
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

        List<RunCase> all = [.. cases];
        var run = new Run(settings, clock)
        {
            Partitions = all.TrueForAll(one => one.Partition is not null) ? [.. all.Select(one => one.Partition!.Key).Distinct()] : null,
        };
        var host = new RunHost(NewReport(run, log, new RunProgress(all), known), output);
        if (log is FindingsFile file)
        {
            var started = clock.GetUtcNow();
            file.OnFailure = run.Abort;
            file.FirstLine = () => (JsonObject)host.Report.Presenter.Json(EventLine.Run(started, host.Report.Header, run.Target))!;
            run.OnTarget = file.Begin;
        }

        if (problem is not null) run.Abort(problem);
        foreach (var line in settings.Banner) run.Tell(line);
        return host;
    }

    private static RunReport NewReport(Run run, IEventLog log, RunProgress progress, KnownFindings known)
    {
        RunReport report = null!;
        return report = new RunReport(run, log, progress, known)
        {
            Union = run.Settings.Union is { } union ? new(() => Task.Run<IUnion>(() => new UnionReading(report, union).Read())) : null,
        };
    }

    /// <summary>Writes the last line and prints the summary.</summary>
    /// <param name="failedResults">Failed results of the run, those of other tests included.</param>
    /// <param name="baseline">The line about the baseline; null without one.</param>
    public void End(int failedResults, string? baseline)
    {
        _lines.Dispose();
        var elapsed = Run.Clock.GetElapsedTime(_started);
        var aborted = Run.AbortReason is { } reason ? Report.Presenter.Text(reason) : null;
        var outcome = new RunOutcome(Report.Presenter.Text(Report.Log.Location), elapsed, failedResults)
        {
            Aborted = aborted,
            Baseline = baseline is null ? null : Report.Presenter.Text(baseline),
            Target = Run.Target,
            Scope = Scope,
            Gone = Run.Settings.Only?.GoneCount ?? 0,
            Notes = Run.Notes,
            NotesToTell = Run.NotesToTell,
            Causes = Report.Causes.Conclude(),
        };
        foreach (var cause in outcome.Causes.Kept) Report.Write(EventLine.Cause(cause, Run.Settings.Meaning(cause.First)));
        Report.Log.Write(EventLine.End(Report.Tally, outcome));
        var summary = new SummaryText(Report.Tally, outcome, Run.Settings);
        var report = WriteReport(summary.Verdict, outcome.Causes);
        var folder = Report.Log is FindingsFile ? Path.GetDirectoryName(Report.Log.Location) : null;
        var notices = new RunNotices(Run, Report.Tally, outcome, summary.Verdict).Write(folder);
        // Services read commands at the beginning of a line, which only the lines after the first of a message have.
        if (notices.Count > 0) _print(string.Join(Environment.NewLine, ["For the pages of the service that runs the tests:", .. notices]));
        _print(string.Join(Environment.NewLine, summary.Lines(report)));
    }

    public void Dispose()
    {
        _lines.Dispose();
        (Report.Log as IDisposable)?.Dispose();
        Run.Dispose();
    }

    // Nobody shall take a part for the whole.
    private string Scope =>
        Run.Settings.Part is { } part ? $"shard {part} of a run: "
        : (Run.Settings.Sample ?? (string?)Report.Header["sampled"]) is { } sample ? $"a sample of {sample}: "
        : "";

    private string? WriteReport(string verdict, CauseList causes)
    {
        if (Report.Log is not FindingsFile { Failure: null } file) return null;
        try
        {
            if (causes.Kept.Count > 0) CausedFindings.Write(file.Location, Report.Causes);
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
