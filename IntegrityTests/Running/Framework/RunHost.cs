using IntegrityTests.Redaction;
using IntegrityTests.Running.Baseline;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Running.Reporting.Html;

namespace IntegrityTests.Running.Framework;

/// <summary>Starts a run and ends it.</summary>
internal sealed class RunHost : IDisposable
{
    private readonly Action<string> _print;
    private readonly IEventLog _log;
    private readonly ProgressLines _lines;
    private readonly long _started;

    private RunHost(Run run, IEventLog log, Action<string> print)
    {
        Run = run;
        _log = log;
        _print = print;
        _started = run.Clock.GetTimestamp();
        _lines = new ProgressLines(run.Tally, run.Progress, print, run.Clock);
    }

    public Run Run { get; }

    /// <summary>Starts a run. Whatever is wrong with its settings makes an aborted run that tells so.</summary>
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
            log = FindingsFile.Open(settings.ResultsDirectory, new Redactor(settings.Redact, settings.Show));
        }
        catch (Exception failure)
        {
            problem = $"The run could not start: {failure.Message}";
        }
        var run = new Run(settings, new RunFixtures(settings.Fixtures), log, new RunProgress(cases), clock) { Known = known };
        var host = new RunHost(run, log, text => print(Printable.Text(run.Redactor.Text(text))));
        run.Print = host._print;
        if (log is FindingsFile file)
            file.OnFailure = run.Abort;
        if (problem is not null)
            run.Abort(problem);
        host.Begin();
        return host;
    }

    /// <summary>Writes the last line and prints the summary.</summary>
    /// <param name="baseline">What became of the baseline; null without one.</param>
    /// <param name="failedResults">Failed results of the run, those of other tests included.</param>
    public void End(int failedResults, string? baseline = null)
    {
        _lines.Dispose();
        var elapsed = Run.Clock.GetElapsedTime(_started);
        _log.Write(EventLine.End(Run.Tally, elapsed, Run.AbortReason));
        var summary = new SummaryText(Run.Tally, _log.Location, Run.AbortReason, elapsed, failedResults, baseline);
        _print(string.Join(Environment.NewLine, summary.Lines(WriteReport(summary.Verdict))));
    }

    public void Dispose()
    {
        _lines.Dispose();
        (_log as IDisposable)?.Dispose();
        Run.Dispose();
    }

    private string? WriteReport(string verdict)
    {
        if (_log is not FindingsFile { Failure: null }) return null;
        try
        {
            return $"As a page: {HtmlReport.Write(_log.Location, Run.Redactor.Text(verdict))}";
        }
        // Whatever is wrong with the page or the file it is made of, the summary is printed.
        catch (Exception failure)
        {
            return $"The page {HtmlReport.Name} could not be written: {failure.Message} All that it would say is in {FindingsFile.Name}.";
        }
    }

    private void Begin()
    {
        foreach (var line in Run.Settings.Banner)
            _print(line);
        _log.Write(EventLine.Run(Run.Clock.GetUtcNow(), Run.Settings.Header));
    }
}
