using System.Globalization;
using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Running.Rows;

/// <summary>Reports the rows of a case: to xUnit, to the findings file and to the totals.</summary>
internal sealed class CaseReport(RunReport report, CaseName name, CaseResults results) : IRowObserver
{
    private readonly Lock _gate = new();
    private readonly PassedRows _passed = new(report.Settings.PageSize, report.Run.Clock);
    private readonly CheckTally _tally = report.Tally.Of(name.Check.Code);
    private readonly CaseTally _case = new();
    private readonly CaseProgress _progress = report.Progress.Of(name.Check, name.Partition);
    private readonly Failures _failures =
        new(results, report.Settings, report.Results, $"{name.Case} and ", $"rows failed, see {report.Log.Location}.");
    private readonly ResultMeaning _meaning = new(report.Settings.Meaning);
    private readonly InfoSums _infos = new(report.Write);
    private readonly SkipCounts _unknown = new();
    private volatile bool _isPartial;
    private volatile bool _isUnanswered;
    private readonly HashSet<string> _relied = new(StringComparer.Ordinal);
    private string _state = CaseEnd.Partial;
    private string? _reason;
    private long _skipped;
    private string _lastSkipReason = "";

    /// <summary>Rows that were stopped while they ran.</summary>
    public long Interrupted { get; private set; }

    public Finding Found(Finding finding) => report.Found(finding, _infos);

    public void Skipped(string comparison, string reason)
    {
        report.Skipped(name.Check.Code, comparison, reason);
        _isPartial = true;
    }

    public void Left(string comparison, Gap gap)
    {
        _isPartial = true;
        if (!gap.IsProven) _unknown.Count(comparison, gap.Reason);
        else Skipped(comparison, gap.Reason);
        Rely(gap.ReportedBy);
    }

    public void Called() => _tally.CountCall();

    public Task SettledAsync() => report.Run.Settled(report.Run.Aborted);

    public void RowEnded(long number, object?[] row, CheckRow context, RowOutcome outcome, RowOutput output, TimeSpan elapsed)
    {
        _tally.Count(outcome.Verdict);
        _case.Count(outcome.Verdict);
        report.Progress.RowEnded(_progress);
        if (outcome.Verdict is RowVerdict.NotVerified or RowVerdict.Skipped or RowVerdict.Interrupted) _isPartial = true;
        if (!outcome.IsAnswered) _isUnanswered = true;
        else if (context.Name is { } named) report.Earlier?.Verified(name.Check, PartitionOf(row), named);
        switch (outcome.Verdict)
        {
            case RowVerdict.Verified:
                Page? page;
                lock (_gate) page = _passed.Add(number, context.Calls);
                Passed(page);
                break;
            case RowVerdict.Skipped:
                report.Skipped(name.Check.Code, "rows", outcome.Reason);
                Rely(outcome.ReportedBy);
                lock (_gate)
                {
                    _skipped++;
                    _lastSkipReason = outcome.Reason;
                }

                break;
            case RowVerdict.Interrupted:
                lock (_gate) Interrupted++;
                break;
            default:
                Failed(row, context, outcome, output, elapsed);
                break;
        }

        results.Ask();
    }

    /// <summary>The case as a whole fails: nothing more is known about what it covers.</summary>
    public void CaseNotVerified(string reason, string? stackTrace = null)
    {
        _case.IsNotVerified = true;
        _tally.CountCaseNotVerified();
        _state = CaseEnd.NotVerified;
        report.NotVerified(name.Check.Code, name.Partition, null, reason);
        results.Failed(name.Case, $"NOT VERIFIED: {report.Presenter.Text(reason)}", stackTrace);
    }

    /// <summary>
    /// All rows have run: the case is not verified where something could not be had. Unless something was left out, what is known and did
    /// not occur is stale.
    /// </summary>
    public void Completed()
    {
        ReportUnknown();
        if (name.Check.IsPerRow && (report.Settings.Continues || report.Settings.Sample is not null)) _isPartial = true;
        var isWhole = name.Check.IsPerRow ? !_isPartial && report.Settings.Only is null : !_isUnanswered && _unknown.All.Count == 0;
        if (isWhole) report.Earlier?.Verified(name.Check, name.Partition?.Key);
        if (_isPartial) return;
        _state = CaseEnd.Complete;
        report.Known.Verified(name.Check.Code, name.Partition?.Key);
    }

    /// <summary>Notes how many rows the source said that there are.</summary>
    public void Expected(long stored) => _tally.Expect(stored);

    /// <summary>The budget was over before all rows were pulled. The end of the run says what that means for the run.</summary>
    /// <param name="pulled">The rows that were pulled.</param>
    /// <param name="stored">The rows that there are, as far as the source said it.</param>
    public void CutOff(long pulled, long stored)
    {
        ReportUnknown();
        _case.IsLeft = true;
        _tally.CountCaseLeft();
        if (_state != CaseEnd.NotVerified) _state = CaseEnd.Left;
        _progress.IsCutOff = true;
        report.Write(EventLine.Left(name.Check.Code, name.Partition, pulled, stored));
        var of = stored > pulled
            ? string.Create(CultureInfo.InvariantCulture, $"{pulled:N0} of {stored:N0} rows")
            : Quantity.Of(pulled, "row");
        results.Skipped($"{name.Case}, the rest", $"left: the budget was over after {of}. Nothing is known about the others.");
    }

    /// <summary>The run was stopped before all rows had run.</summary>
    public void Stopped()
    {
        _case.IsLeft = true;
        report.Tally.CountStopped();
    }

    /// <summary>
    /// Nothing more happens: a line says what the case proved, and in a part of a run another one which share of it that was.
    /// </summary>
    /// <param name="context">The case, as far as its rows were read; null: they were not.</param>
    /// <param name="pulled">The rows that were pulled.</param>
    public void Ended(CaseContext? context = null, long pulled = 0)
    {
        report.WriteBehind(EventLine.Case(name, _case));
        if (report.Settings.Part is null) return;
        var claims = context?.Claims ?? new Dictionary<string, Share>();
        var end = new CaseEnd(_state, _reason, _relied);
        lock (_gate) report.WriteBehind(EventLine.Share(name.Check.Code, name.Partition?.Key, end, pulled, claims));
    }

    /// <param name="reason">Why.</param>
    /// <param name="reportedBy">The check that reports the reason; null: none has to.</param>
    /// <param name="isElsewhere">Whether another part of the run verifies it.</param>
    public void NothingToVerify(string reason, string? reportedBy = null, bool isElsewhere = false)
    {
        if (isElsewhere) report.Tally.CountElsewhere();
        (_state, _reason) = (isElsewhere ? CaseEnd.Elsewhere : CaseEnd.Skipped, reason);
        report.Skipped(name.Check.Code, "cases", reason);
        Rely(reportedBy);
        SkippedCase(report.Presenter.Text(reason));
    }

    /// <summary>No more rows come: adds the results that were still to be added.</summary>
    public void End()
    {
        _infos.End();
        EndPassed(_passed.TakeRest());
        _failures.End();
        if (_skipped > 0 && results.Summary.Total == 0 && Interrupted == 0)
            SkippedCase($"{Quantity.Of(_skipped, "row")} skipped and none verified: {report.Presenter.Text(_lastSkipReason)}");
    }

    private void SkippedCase(string reason)
    {
        if (report.SkippedCases is { } shared) shared.Add(name.Check.Code, reason);
        else results.Skipped(name.Case, reason);
    }

    // In a case of the whole scope, the value before the last names the partition, as kind and id.
    private string PartitionOf(object?[] row)
    {
        if (name.Partition is { } partition) return partition.Key;
        var named = row.Length > 1 ? RowName.Of(row[..^1]) : "";
        return named[(named.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    private CasePartition? WhereOf(object?[] row, CheckRow context) => name.Partition
        ?? (context.Name is null ? null : new CasePartition(PartitionOf(row), PartitionOf(row), new Dictionary<string, string>()));

    private void ReportUnknown()
    {
        if (_unknown.All is { Count: > 0 } unknown) CaseNotVerified(string.Join(Environment.NewLine, unknown.Select(TextOf)));
    }

    private static string TextOf(SkipCount left) => $"{left.What}, {Quantity.Of(left.Count, "time")}: {left.Reason}";

    private void Rely(string? reportedBy)
    {
        if (reportedBy is null) return;
        lock (_gate) _relied.Add(reportedBy);
        report.Reliance.Relied(name.Check.Code, reportedBy, name.Partition?.Key);
    }

    // The last result of passed rows says what the platform left behind; without one there is a result for it.
    private void EndPassed(Page? rest)
    {
        if (rest is not null || _infos.Count == 0) Passed(rest, _infos.Text);
        else results.Passed(name.Infos(_infos.Count), TimeSpan.Zero, _infos.Text);
    }

    private void Passed(Page? page, string output = "")
    {
        if (page is null) return;
        report.Write(EventLine.Page(name.Check.Code, name.Partition, page));
        results.Passed(name.Rows(page), page.Elapsed, output);
    }

    private void Failed(object?[] row, CheckRow context, RowOutcome outcome, RowOutput output, TimeSpan elapsed)
    {
        var first = context.Findings.FirstOrDefault(finding => finding.Severity > Severity.Info)
            ?? (context.Findings.Count > 0 ? context.Findings[0] : null);
        var subject = first?.Subject ?? RowName.Of(name.Partition is null ? row : row[^1..]);
        var text = outcome.Text.Length == 0 ? "" : _meaning.Explained(outcome.Text, first);
        if (outcome.Verdict == RowVerdict.NotVerified)
        {
            report.NotVerified(name.Check.Code, WhereOf(row, context), context.Name ?? subject, outcome.Reason);
            var notVerified = report.Presenter.Text(NotVerifiedText.Of(context, RowName.Of(row), outcome.Reason));
            text = text.Length == 0 ? notVerified : $"{text}{Environment.NewLine}{Environment.NewLine}{notVerified}";
        }

        _failures.Add(name.Row(subject, first), text, outcome.StackTrace, output.Text, elapsed);
    }
}
