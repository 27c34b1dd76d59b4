using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Running.Execution;

/// <summary>Tells what became of a case's rows: to xUnit, to the findings file, and to the totals.</summary>
internal sealed class CaseReport(Run run, StreamingCaseName name, CaseResults results) : IRowObserver
{
    private readonly Lock _gate = new();
    private readonly PassedRows _passed = new(run.Settings.PageSize, run.Clock);
    private readonly CheckTally _tally = run.Tally.Of(name.Check.Code);
    private readonly Failures _failures = new(results, run.Settings, $"{name.Case} and ", $"rows failed, see {run.Log.Location}.");
    private volatile bool _isPartial;
    private long _skipped;
    private string _lastSkipReason = "";

    /// <summary>Rows that were stopped while they ran.</summary>
    public long Interrupted { get; private set; }

    public Finding Found(Finding finding) => run.Findings.Take(finding);

    public void Skipped(string comparison, string reason)
    {
        _tally.Skips.Count(comparison, reason);
        _isPartial = true;
    }

    public void Called() => _tally.CountCall();

    public void RowEnded(long number, object?[] row, CheckRow context, RowOutcome outcome, RowOutput output, TimeSpan elapsed)
    {
        _tally.Count(outcome.Verdict);
        run.Progress.RowEnded(name.Check.Code);
        _isPartial |= outcome.Verdict is RowVerdict.NotVerified or RowVerdict.Skipped or RowVerdict.Interrupted;
        switch (outcome.Verdict)
        {
            case RowVerdict.Verified:
                Page? page;
                lock (_gate)
                    page = _passed.Add(number, context.Calls);
                Tell(page);
                break;
            case RowVerdict.Skipped:
                _tally.Skips.Count("rows", outcome.Text);
                lock (_gate)
                {
                    _skipped++;
                    _lastSkipReason = outcome.Text;
                }
                break;
            case RowVerdict.Interrupted:
                lock (_gate)
                    Interrupted++;
                break;
            default:
                TellFailure(row, context, outcome, output, elapsed);
                break;
        }

        results.Ask();
    }

    /// <summary>The case as a whole fails: nothing more is known about what it covers.</summary>
    public void CaseNotVerified(string reason, string? stackTrace = null)
    {
        _tally.CountCaseNotVerified();
        run.Log.Write(EventLine.NotVerified(name.Check.Code, name.Partition, null, reason));
        results.Failed(name.Case, $"NOT VERIFIED: {reason}", stackTrace);
    }

    /// <summary>All rows have run: unless something was left out, what is known and did not occur is stale.</summary>
    public void Completed()
    {
        if (!_isPartial)
            run.Known.Verified(name.Check.Code, name.Partition?.Key);
    }

    public void NothingToVerify(string reason)
    {
        _tally.Skips.Count("cases", reason);
        results.Skipped(name.Case, reason);
    }

    /// <summary>Tells what is still to be told when no more rows come.</summary>
    public void End()
    {
        Tell(_passed.TakeRest());
        _failures.End();
        if (_skipped > 0 && results.Summary.Total == 0 && Interrupted == 0)
            results.Skipped(name.Case, $"{_skipped} rows were skipped and none verified: {_lastSkipReason}");
    }

    private void Tell(Page? page)
    {
        if (page is null)
            return;
        run.Log.Write(EventLine.Page(name.Check.Code, name.Partition, page));
        results.Passed(name.Rows(page), page.Elapsed);
    }

    private void TellFailure(object?[] row, CheckRow context, RowOutcome outcome, RowOutput output, TimeSpan elapsed)
    {
        var first = context.Findings.Count > 0 ? context.Findings[0] : null;
        var subject = first?.Subject ?? RowName.Of(name.Partition is null ? row : row[^1..]);
        if (outcome.Verdict == RowVerdict.NotVerified)
            run.Log.Write(EventLine.NotVerified(name.Check.Code, name.Partition, subject, outcome.Reason));
        _failures.Add(name.Row(subject, first), outcome.Text, outcome.StackTrace, output.Text, elapsed);
    }
}
