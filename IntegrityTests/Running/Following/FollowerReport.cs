using IntegrityTests.Running.Execution;
using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Running.Following;

/// <summary>Tells what a follower finds: to xUnit, to the findings file, and to the totals.</summary>
/// <param name="run">The run.</param>
/// <param name="partition">The partition of the case, if it has one.</param>
/// <param name="results">The results of the case that carries them.</param>
internal sealed class FollowerReport(Run run, CasePartition? partition, CaseResults results) : IFollowerReport
{
    private readonly Failures _failures = new(results, run.Settings, "", $"differences were found, see {run.Log.Location}.");

    public void Found(Finding finding)
    {
        if (partition is not null && finding.Project is null)
            finding = finding with { Project = partition.Key, ProjectName = partition.Name };
        var shown = run.Findings.Take(finding);
        if (shown.IsKnown || shown.Severity < run.Settings.FailOn) return;
        run.Tally.Of(shown.Code).Count(RowVerdict.Failed);
        _failures.Add(Name(shown.Code, shown.Subject, shown), FindingText.Of(shown).TrimEnd());
    }

    public void NotVerified(string code, string reason)
    {
        run.Tally.Of(code).CountCaseNotVerified();
        run.Log.Write(EventLine.NotVerified(code, partition, null, reason));
        results.Failed(Name(code, "snapshot", null), $"NOT VERIFIED: {reason}");
    }

    public void Verified(string code, long count) => run.Tally.Of(code).Count(RowVerdict.Verified, count);

    public void Skipped(string code, string what, string reason, long count) => run.Tally.Of(code).Skips.Count(what, reason, count);

    public void Completed(string code, string? project) => run.Known.Verified(code, project);

    /// <summary>Says how many results were left out because there were too many.</summary>
    public void End() => _failures.End();

    private string Name(string code, string subject, Finding? finding) =>
        new StreamingCaseName(new CheckInfo(code, Severity.Error, "Snapshots"), partition, "").Row(subject, finding);
}
