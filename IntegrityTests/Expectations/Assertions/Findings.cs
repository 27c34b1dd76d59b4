using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Running;

namespace IntegrityTests.Expectations.Assertions;

/// <summary>Reports what a check finds, in the words of the platform.</summary>
public static class Findings
{
    /// <summary>Reports, to the row that asked for it, that an answer is wrong as a whole.</summary>
    public static void Report(
        ApiResponse response,
        string message,
        string? path = null,
        JsonNode? expected = null,
        JsonNode? actual = null,
        string? value = null) =>
        Report(response, message, path, expected, actual, Privacy.Ready, value: value);

    /// <summary>Reports, to the row that asked for it, that an answer is not what every call must get: status 200, with JSON.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="message">What is wrong, as a sentence about the subject.</param>
    public static void ReportStatus(ApiResponse response, string message) =>
        Report(
            response,
            message,
            path: null,
            expected: null,
            actual: null,
            Privacy.Ready,
            Holds.UnlessGone,
            $"{(int)response.Status} {response.KnownError}".Trim());

    /// <summary>Reports, to the row that asked for it, that a value of an answer is wrong.</summary>
    public static void Report(ApiResponse response, Difference difference) => Report(
        difference.Subject is { } subject ? response with { Subject = subject } : response,
        $"{difference.Path} {difference.Message}",
        difference.Path,
        difference.Expected,
        difference.Actual,
        difference.IsPersonal ? Privacy.Personal : Privacy.Impersonal,
        difference.Holds,
        difference.Key);

    /// <summary>Reports that stored rows are wrong.</summary>
    /// <param name="row">The row of the check.</param>
    /// <param name="project">Whose rows.</param>
    /// <param name="subject">Which row, such as <c>user:ID</c>.</param>
    /// <param name="message">What is wrong, as a sentence about the subject.</param>
    /// <param name="expected">What should be stored, where it is one value.</param>
    /// <param name="actual">What is stored.</param>
    /// <param name="severity">How bad it is; null: as the check says.</param>
    /// <param name="isNamedBySubject">
    /// Whether the subject alone tells it from other findings of the check; otherwise the message does, without its numbers and times.
    /// </param>
    /// <param name="root">What it follows from, where that is not the subject, as in <see cref="Finding.Root"/>.</param>
    public static void Report(
        this CheckRow row,
        Project project,
        string subject,
        string message,
        JsonNode? expected = null,
        JsonNode? actual = null,
        Severity? severity = null,
        bool isNamedBySubject = false,
        string? root = null)
    {
        var finding = Of(row, project, subject, message) with
        {
            Expected = expected,
            Actual = actual,
            Value = isNamedBySubject ? null : FindingValue.Of(message),
            Root = root,
        };
        row.Report(severity is { } grade ? finding with { Severity = grade } : finding);
    }

    private static void Report(
        ApiResponse response,
        string message,
        string? path,
        JsonNode? expected,
        JsonNode? actual,
        Privacy privacy,
        Holds holds = Holds.UnlessRowsChanged,
        string? value = null)
    {
        var row = response.Row ?? throw new InvalidOperationException("Findings about an answer need the row that asked for it.");
        row.Report(Of(row, response.Project, response.Subject, message) with
        {
            Endpoint = response.Endpoint,
            Path = path,
            Expected = expected,
            Actual = actual,
            Privacy = privacy,
            Holds = holds,
            Value = value,
        });
    }

    private static Finding Of(CheckRow row, Project project, string subject, string message) => new()
    {
        Code = row.Check.Code,
        Severity = row.Check.Severity,
        Project = project.Id,
        ProjectName = project.DisplayName,
        Subject = subject,
        Message = message,
    };
}
