using System.Globalization;
using IntegrityTests.Running.Reporting;
using Xunit.Sdk;

namespace IntegrityTests.Running.Framework;

/// <summary>The end of a run: what is wrong with the run as a whole becomes a failed result of its own.</summary>
/// <param name="report">The report of the run, of which all cases have ended.</param>
/// <param name="summary">The results of the run; those of its end are added.</param>
/// <param name="anyCase">A case to carry them.</param>
/// <param name="bus">Takes them.</param>
/// <param name="stop">Whether the run was stopped; cancelled if the bus says so.</param>
internal sealed class RunEnd(
    RunReport report, RunSummary summary, IXunitTestCase anyCase, IMessageBus bus, CancellationTokenSource stop)
{
    private const int MaxNamed = 5;

    // Stands where other lines have the code of a check.
    private const string WholeRun = "RUN";

    /// <summary>Lets the follower conclude.</summary>
    public async Task ConcludeFollowerAsync()
    {
        if (report.Settings.Follower is not { } follower) return;
        var isComplete = report.Run.AbortReason is null && !stop.IsCancellationRequested && report.Tally.Stopped == 0
            && report.Tally.Sum(check => check.CasesNotVerified) == 0 && report.Run.Doubts.Values.All(doubt => doubt.IsCompared);
        var results = Start();
        var following = new FollowerReport(report, null, results);
        try
        {
            await follower.EndAsync(report.Run, isComplete, following);
        }
        catch (Exception failure)
        {
            results.Failed("The end of the run", $"NOT VERIFIED: {report.Presenter.Text(failure)}", report.Presenter.Trace(failure));
        }

        following.End();
        Finish(results);
    }

    /// <summary>Reports what is to be said of the run as a whole.</summary>
    public async Task ConcludeAsync()
    {
        if (report.Run.AbortReason is not null || stop.IsCancellationRequested) return;
        Conclusion conclusion;
        try
        {
            conclusion = await report.Settings.Conclude(report.Run);
        }
        catch (Exception failure)
        {
            conclusion = new Conclusion([$"The end of the run could not be verified: {report.Presenter.Text(failure)}"], []);
        }

        if (report.Union is { } reading) conclusion = conclusion.And(Conclude(await reading.Value));
        if (report.Earlier?.Conclude() is { } again) conclusion = conclusion.And(again);
        foreach (var line in report.Earlier?.Lines() ?? []) report.Write(line);
        if (report.Settings.Sample is { } sample) report.Run.NoteForSummary(SampleStatement.Of(sample, report.Tally.Checks));
        report.Run.Behind = conclusion.Behind;
        foreach (var note in conclusion.Notes) report.Run.NoteForSummary(note);
        foreach (var reason in conclusion.NotVerified) NotVerified(reason);
    }

    /// <summary>Rows that the budget left are not verified.</summary>
    public void ReportLeft()
    {
        if (report.Settings.Continues || report.Union is not null) return;
        if (report.Run.AbortReason is not null || stop.IsCancellationRequested) return;
        var left = report.Tally.Checks.Where(check => check.CasesLeft > 0).ToList();
        if (left.Count == 0) return;
        NotVerified($"The budget of {Quantity.Of(report.Settings.Budget!.Value)} was over before all rows were verified: "
            + $"{string.Join("; ", left.Select(Left))}. Nothing is known about the rows that are left. Give the run more time, split "
            + "it over several machines, or let the next one go on (INTEGRITY_COVERAGE).");
    }

    /// <summary>A check that proves nothing here is not verified, once for all of its cases.</summary>
    public void ReportDoubts()
    {
        foreach (var doubts in report.Run.Doubts.OrderBy(doubt => doubt.Key, StringComparer.Ordinal).GroupBy(doubt => doubt.Value.Reason))
        {
            foreach (var (code, _) in doubts)
            {
                report.Tally.Of(code).CountCaseNotVerified();
                report.NotVerified(code, null, null, doubts.Key);
            }

            Fail(string.Join(", ", doubts.Select(doubt => doubt.Key)), $"NOT VERIFIED: {report.Presenter.Text(doubts.Key)}");
        }
    }

    /// <summary>What was left out because of what another check reports is not verified where that check reported nothing.</summary>
    public void ReportReliance()
    {
        // The check that reports the cause may belong to another part: whoever puts them together judges it.
        if (report.Settings.Part is not null || report.Run.AbortReason is not null || stop.IsCancellationRequested) return;
        foreach (var relied in report.Reliance.Unfounded.GroupBy(relied => (relied.By, relied.On)))
        {
            var (by, on) = relied.Key;
            var reason = $"{by} left something out because of what {on} reports, but {on} reported nothing: it was not run, or saw another "
                + $"answer. Run both{Of([.. relied.Select(one => one.Project).OfType<string>()])}.";
            report.Tally.Of(by).CountCaseNotVerified();
            report.NotVerified(by, null, null, reason);
            Fail(by, $"NOT VERIFIED: {report.Presenter.Text(reason)}");
        }
    }

    /// <summary>The cases that were skipped, where they share a result.</summary>
    public void ReportSkippedCases()
    {
        if (report.SkippedCases is not { Count: > 0 } skipped) return;
        var results = Start();
        results.Skipped($"{Quantity.Of(skipped.Count, "test case")} had nothing to verify", skipped.Reasons);
        Finish(results);
    }

    /// <summary>A run that is green only because it verified nothing is red, unless it was stopped.</summary>
    public void RequireVerifiedRows()
    {
        if (stop.IsCancellationRequested || summary.Failed > 0 || report.Tally.Sum(check => check.Verified) > 0) return;
        if (report.Settings.Only is { GoneCount: > 0 } || (report.Settings.Part is not null && report.Tally.Elsewhere > 0)) return;
        Fail("The run verified nothing", "The run verified nothing: " + WhyNothing());
    }

    /// <summary>Closes the baseline: stale entries make the run red, as does a file that cannot be written.</summary>
    /// <returns>What the summary says about it; null without a baseline.</returns>
    public string? CloseBaseline()
    {
        string? failure, line = null;
        try
        {
            var outcome = report.Known.Close(completed: report.Run.AbortReason is null && !stop.IsCancellationRequested);
            (failure, line) = (outcome.Failure, outcome.Summary);
            foreach (var (number, finding) in outcome.Stale) report.Write(EventLine.Stale(number, finding));
        }
        catch (InvalidOperationException problem)
        {
            failure = problem.Message;
        }

        if (failure is not null) Fail("The known findings", report.Presenter.Text(failure));
        return line ?? failure;
    }

    // What a filter of this run leaves out is in the parts all the same.
    private Conclusion Conclude(IUnion union)
    {
        var withoutCase = new HashSet<string>(report.Settings.Union!.OfFollower) { WholeRun };
        var left = union.Untold.Where(code => !withoutCase.Contains(code)).ToList();
        foreach (var code in union.Untold)
        {
            var results = Start();
            union.Report(code, code == WholeRun ? "The run as a whole" : code, results);
            Finish(results);
        }

        var conclusion = union.Conclusion;
        if (union.IsWhole) conclusion = conclusion.And(report.Settings.Union.PutTogether(union.Folders));
        return left.Count == 0 ? conclusion : conclusion.And(new Conclusion(
            [
                $"The shards ran checks of which this merge has no test case: {string.Join(", ", left)}. A filter leaves them out, or "
                + "it has not the folder of own invariants that the shards had. Expected: no filter, and INTEGRITY_INVARIANTS as there.",
            ],
            []));
    }

    private static string Left(CheckTally check)
    {
        var verified = check.Verified + check.Failed;
        var rows = check.Expected > verified
            ? string.Create(CultureInfo.InvariantCulture, $"{verified:N0} of at least {check.Expected:N0} rows")
            : Quantity.Of(verified, "row");
        return $"{check.Code} {rows}, {Quantity.Of(check.CasesLeft, "case", " unfinished")}";
    }

    private void NotVerified(string reason)
    {
        report.Tally.Of(WholeRun).CountCaseNotVerified();
        report.NotVerified(WholeRun, null, null, reason);
        Fail("The run as a whole", $"NOT VERIFIED: {report.Presenter.Text(reason)}");
    }

    private static string Of(List<string> projects) => projects.Count switch
    {
        0 => "",
        <= MaxNamed => $" over project {string.Join(", ", projects)}",
        _ => $" over project {string.Join(", ", projects.Take(MaxNamed))} and {projects.Count - MaxNamed} more",
    };

    private string WhyNothing()
    {
        var skips = report.Tally.Checks.SelectMany(check => check.Skips.All.Select(skip => $"{check.Code}: {skip.Reason}"));
        var reasons = skips.Distinct().Take(10).ToList();
        return reasons.Count == 0
            ? "all of its test cases were skipped."
            : "everything was skipped." + string.Concat(reasons.Select(reason => Environment.NewLine + "  " + reason));
    }

    private void Fail(string name, string message)
    {
        var results = Start();
        results.Failed(name, message);
        Finish(results);
    }

    private CaseResults Start()
    {
        var results = new CaseResults(anyCase, bus, stop, report.Presenter);
        results.Start();
        return results;
    }

    private void Finish(CaseResults results)
    {
        results.Finish();
        summary.Aggregate(results.Summary);
    }
}
