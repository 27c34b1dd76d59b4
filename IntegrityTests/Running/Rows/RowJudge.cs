using IntegrityTests.Running.Reporting;
using Xunit.Sdk;

namespace IntegrityTests.Running.Rows;

/// <summary>Decides the outcome of a row from what it reported and what it threw.</summary>
internal sealed class RowJudge(Severity failOn, Presenter presenter)
{
    public RowOutcome Judge(CheckRow row, Exception? thrown, string subject, bool stopping)
    {
        switch (thrown)
        {
            case null:
                return ByFindings(row, RowOutcome.Verified);
            case not null when stopping && IsInterruption(thrown):
                return ByFindings(row, RowOutcome.Interrupted);
            case RowSkippedException skipped:
                return ByFindings(row, new RowOutcome(RowVerdict.Skipped, Reason: thrown.Message) { ReportedBy = skipped.ReportedBy });
            case NotVerifiedException:
                return new RowOutcome(RowVerdict.NotVerified, row.FindingCount == 0 ? "" : FindingText.Of(row), thrown.Message);
            case XunitException when row.FoundCount > 0:
                // The assertion's text repeats the findings.
                return ByFindings(row, RowOutcome.Verified);
            case XunitException:
                row.Report(Of(row, row.Check.Severity, subject, thrown.Message));
                return ByFindings(row, RowOutcome.Verified) with { StackTrace = thrown.StackTrace };
            default:
                var crash = $"The check itself failed, which says nothing about the data: {thrown.GetType().Name}: "
                    + presenter.Text(thrown);
                row.Report(Of(row, Severity.Error, subject, crash) with { IsOfTheCheck = true });
                return ByFindings(row, RowOutcome.Verified) with { StackTrace = presenter.Trace(thrown), IsCrash = true };
        }
    }

    private static Finding Of(CheckRow row, Severity severity, string subject, string message) =>
        new() { Code = row.Check.Code, Severity = severity, Subject = subject, Message = message };

    private static bool IsInterruption(Exception thrown) =>
        thrown is NotVerifiedException or OperationCanceledException || (thrown.InnerException is { } inner && IsInterruption(inner));

    private RowOutcome ByFindings(CheckRow row, RowOutcome otherwise) =>
        row.Worst >= failOn ? new RowOutcome(RowVerdict.Failed, FindingText.Of(row)) : otherwise;
}

/// <summary>The outcome of a row.</summary>
/// <param name="Verdict">The result.</param>
/// <param name="Text">The findings that make it fail, as people read them, ready to be shown.</param>
/// <param name="Reason">Why it was skipped or not verified; not yet without secrets.</param>
/// <param name="StackTrace">Where the check failed, if the check itself did.</param>
internal sealed record RowOutcome(RowVerdict Verdict, string Text = "", string Reason = "", string? StackTrace = null)
{
    // Most rows pass, and all of these are equal.
    public static RowOutcome Verified { get; } = new(RowVerdict.Verified);

    public static RowOutcome Interrupted { get; } = new(RowVerdict.Interrupted);

    /// <summary>As <see cref="Gap.ReportedBy"/>, for a row that was skipped.</summary>
    public string? ReportedBy { get; init; }

    /// <summary>Whether the check itself failed, at some point.</summary>
    public bool IsCrash { get; init; }

    /// <summary>Whether the check compared everything that it compares, be the row sound or not.</summary>
    public bool IsAnswered => Verdict is RowVerdict.Verified or RowVerdict.Failed && !IsCrash;
}
