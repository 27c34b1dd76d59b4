using System.Text.Json.Nodes;
using IntegrityTests.Running.Baseline;
using IntegrityTests.Running.Causes;

namespace IntegrityTests.Running.Reporting;

/// <summary>
/// The report of a run: its totals, its events and how far it is. Whatever enters it is made fit to be seen here, once; safe for several
/// threads.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="log">Takes the events.</param>
/// <param name="progress">How far the run is.</param>
/// <param name="known">The known findings.</param>
internal sealed class RunReport(Run run, IEventLog log, RunProgress progress, KnownFindings known)
{
    private int _reasonGiven;

    /// <summary>What the first line says of the run. Default: what the settings say.</summary>
    public JsonObject Header { get; set; } = run.Settings.Header;

    public Run Run => run;

    public RunSettings Settings => run.Settings;

    public IEventLog Log => log;

    public RunProgress Progress => progress;

    /// <summary>The parts that are put together, read when they are first asked for; null: this run verifies by itself.</summary>
    public Lazy<Task<IUnion>>? Union { get; init; }

    public KnownFindings Known => known;

    public Presenter Presenter { get; } = new(run.Settings);

    public Tally Tally { get; } = new();

    /// <summary>What is behind the findings that are neither known nor only information.</summary>
    public CauseBook Causes { get; } = new(run.Settings.Distance);

    /// <summary>The cases that share one skipped result; null where each has its own.</summary>
    public SkippedCases? SkippedCases { get; } =
        run.Settings.IsVerbose || progress.Cases <= SkippedCases.FewCases ? null : new SkippedCases();

    /// <summary>What the failed results of the run may say together.</summary>
    public ResultBudget Results { get; } = new();

    /// <summary>What an earlier run reported, with which this one is compared; null: there is none.</summary>
    public IEarlierRun? Earlier => run.Settings.Only ?? run.Settings.Previous;

    /// <summary>What was left out because of what other checks report.</summary>
    public Reliance Reliance { get; } = new();

    /// <summary>Takes a finding: looks it up among the known ones, counts it, and writes it or adds it to a line.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="infos">Sums up those of severity info.</param>
    /// <returns>The finding as it is to be shown.</returns>
    public Finding Found(Finding finding, InfoSums infos)
    {
        var shown = Presenter.Finding(Doubted(finding));
        shown = shown with { IsKnown = known.Has(shown) };
        var isNew = Earlier?.Found(shown);
        Tally.Count(shown);
        run.Settings.Found(shown);
        if (shown.Severity > Severity.Info) Reliance.Reported(shown.Code, shown.Project);
        if (shown is { Severity: > Severity.Info, IsKnown: false }) Causes.Add(shown);
        if (shown.Severity == Severity.Info) infos.Add(shown);
        else log.Write(EventLine.Finding(shown, isNew));
        return shown;
    }

    /// <summary>Takes findings of severity info that another run summed up in a line.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="examples">The first few of them.</param>
    /// <param name="infos">Sums them up with others.</param>
    public void Found(Finding first, long count, IReadOnlyList<string> examples, InfoSums infos)
    {
        var shown = Presenter.Finding(first);
        if (shown.IsKnown) Tally.Of(shown.Code).CountKnown(count);
        else Tally.Of(shown.Code).CountInfos(count);
        run.Settings.Found(shown);
        infos.Add(shown, count, [.. examples.Select(Presenter.Text)]);
    }

    // What a check that proves nothing finds may be the check's own mistake.
    private Finding Doubted(Finding finding) => run.Doubts.ContainsKey(finding.Code) && !finding.IsOfTheCheck
        ? finding with
        {
            Severity = finding.Severity < Severity.Warning ? finding.Severity : Severity.Warning,
            Message = $"{finding.Message} (by rules that are unproven here)",
        }
        : finding;

    /// <summary>Writes the line of findings of severity info, and keeps the first lines for the summary.</summary>
    public void Write(InfoLine line)
    {
        Tally.Keep(line);
        log.Write(line.ToJson());
    }

    /// <summary>Writes that something could not be verified.</summary>
    public void NotVerified(string code, CasePartition? partition, string? subject, string reason) =>
        Write(EventLine.NotVerified(code, partition, subject, reason));

    /// <summary>Counts what was left out.</summary>
    public void Skipped(string code, string what, string reason, long count = 1) =>
        Tally.Of(code).Skips.Count(Presenter.Text(what), Presenter.Text(reason), count);

    /// <summary>Writes what a case proved. One that ends at once, because it is skipped, does not wait until the target is known.</summary>
    public void WriteBehind(JsonObject line) => log.WriteBehind((JsonObject)Presenter.Json(line)!);

    /// <summary>Writes an event that is not a finding.</summary>
    public void Write(JsonObject line) => log.Write((JsonObject)Presenter.Json(line)!);

    /// <summary>Why the run was given up: the whole reason the first time, its first line afterwards.</summary>
    public string AbortReason()
    {
        var reason = run.AbortReason ?? "";
        return Interlocked.Exchange(ref _reasonGiven, 1) == 0 ? reason : reason.Split('\n', 2)[0].TrimEnd();
    }
}
