using IntegrityTests.Running.Reporting;
using Xunit.Sdk;

namespace IntegrityTests.Running.Execution;

/// <summary>Decides what became of a row from what it reported and what it threw.</summary>
internal sealed class RowJudge(Severity failOn)
{
    public RowOutcome Judge(CheckRow row, Exception? thrown, string subject, bool stopping)
    {
        switch (thrown)
        {
            case null:
                return ByFindings(row, RowOutcome.Verified);
            case not null when stopping && IsInterruption(thrown):
                return ByFindings(row, RowOutcome.Interrupted);
            case RowSkippedException:
                return ByFindings(row, new RowOutcome(RowVerdict.Skipped, thrown.Message));
            case NotVerifiedException:
                return new RowOutcome(RowVerdict.NotVerified, WithFindings(row, NotVerifiedText.Of(row, subject, thrown.Message)), thrown.Message);
            case XunitException when row.FoundCount > 0:
                // The assertion's text tells the findings once more.
                return ByFindings(row, RowOutcome.Verified);
            case XunitException:
                row.Report(Of(row, row.Check.Severity, subject, thrown.Message));
                return ByFindings(row, RowOutcome.Verified) with { StackTrace = thrown.StackTrace };
            default:
                var crash = $"The check itself failed, which says nothing about the data: {thrown.GetType().Name}: {thrown.Message}";
                row.Report(Of(row, Severity.Error, subject, crash) with { IsOfTheCheck = true });
                return ByFindings(row, RowOutcome.Verified) with { StackTrace = thrown.ToString(), IsCrash = true };
        }
    }

    private static Finding Of(CheckRow row, Severity severity, string subject, string message) =>
        new() { Code = row.Check.Code, Severity = severity, Subject = subject, Message = message };

    private static bool IsInterruption(Exception thrown) =>
        thrown is NotVerifiedException or OperationCanceledException || (thrown.InnerException is { } inner && IsInterruption(inner));

    private static string WithFindings(CheckRow row, string text) =>
        row.FindingCount == 0 ? text : $"{FindingText.Of(row)}{Environment.NewLine}{Environment.NewLine}{text}";

    private RowOutcome ByFindings(CheckRow row, RowOutcome otherwise) =>
        row.Worst >= failOn ? new RowOutcome(RowVerdict.Failed, FindingText.Of(row)) : otherwise;
}
