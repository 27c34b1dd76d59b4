namespace IntegrityTests.Running.Reporting;

/// <summary>Reports what a follower finds as if a check had found it.</summary>
/// <param name="report">The report of the run.</param>
/// <param name="partition">The partition of the case, if it has one.</param>
/// <param name="results">The results of the case that carries them.</param>
internal sealed class FollowerReport(RunReport report, CasePartition? partition, CaseResults results) : IFollowerReport
{
    private readonly InfoSums _infos = new(report.Write);
    private readonly Failures _failures =
        new(results, report.Settings, report.Results, "", $"differences were found, see {report.Log.Location}.");
    private readonly ResultMeaning _meaning = new(report.Settings.Meaning);

    public void Found(Finding finding)
    {
        if (partition is not null && finding.Project is null)
            finding = finding with { Project = partition.Key, ProjectName = partition.Name };
        var shown = report.Found(finding, _infos);
        if (shown.IsKnown || shown.Severity < report.Settings.FailOn) return;
        report.Tally.Of(shown.Code).Count(RowVerdict.Failed);
        _failures.Add(Name(shown.Code, shown.Subject, shown), _meaning.Explained(FindingText.Of(shown).TrimEnd(), shown));
    }

    public void NotVerified(string code, string reason)
    {
        report.Tally.Of(code).CountCaseNotVerified();
        report.NotVerified(code, partition, null, reason);
        results.Failed(Name(code, "snapshot", null), $"NOT VERIFIED: {report.Presenter.Text(reason)}");
    }

    public void Verified(string code, long count) => report.Tally.Of(code).Count(RowVerdict.Verified, count);

    public void Completed(string code, string? project)
    {
        report.Known.Verified(code, project);
        if (report.Settings.Only is null) report.Earlier?.Verified(Check(code), project);
        if (report.Settings.Part is null) return;
        report.Write(EventLine.Share(code, project, new CaseEnd(CaseEnd.Complete, null, []), 0, new Dictionary<string, Share>()));
    }

    public void Skipped(string code, string what, string reason, long count) => report.Skipped(code, what, reason, count);

    /// <summary>No more findings come.</summary>
    public void End()
    {
        _infos.End();
        _failures.End();
    }

    private string Name(string code, string subject, Finding? finding) =>
        new CaseName(Check(code), partition, "").Row(subject, finding);

    private static CheckInfo Check(string code) => new(code, Severity.Error, "Snapshots");
}
