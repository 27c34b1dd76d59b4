using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Redaction;
using IntegrityTests.Running;

namespace IntegrityTests.Expectations.Assertions;

/// <summary>Reports what a check finds, in the words of the platform, to the row that is running.</summary>
public static class Findings
{
    private static readonly AsyncLocal<List<Finding>?> Held = new();
    private static readonly Lazy<PersonalData> Values = new(() => new PersonalData(Suite.Settings.Options.ShowPersonalData));

    /// <summary>Reports that an answer is wrong as a whole.</summary>
    public static void Report(ApiResponse response, string message, string? path = null, JsonNode? expected = null, JsonNode? actual = null) =>
        Report(Of(response.Project, response.Subject, message) with
        {
            Endpoint = response.Endpoint,
            Path = path,
            Expected = expected,
            Actual = actual,
        });

    /// <summary>Reports that a value of an answer is wrong.</summary>
    public static void Report(ApiResponse response, Difference difference) => Report(
        difference.Subject is { } subject ? response with { Subject = subject } : response,
        $"{difference.Path} {difference.Message}",
        difference.Path,
        Values.Value.Show(difference.Expected, difference.IsPersonal),
        Values.Value.Show(difference.Actual, difference.IsPersonal));

    /// <summary>Reports that stored rows are wrong.</summary>
    /// <param name="project">Whose rows.</param>
    /// <param name="subject">Which row, such as <c>user:ID</c>.</param>
    /// <param name="message">What is wrong, as a sentence about the subject.</param>
    /// <param name="expected">What should be stored, where one value tells it.</param>
    /// <param name="actual">What is stored.</param>
    /// <param name="severity">How bad it is; null: as the check says.</param>
    public static void Report(
        Project project, string subject, string message, JsonNode? expected = null, JsonNode? actual = null, Severity? severity = null)
    {
        var finding = Of(project, subject, message) with { Expected = expected, Actual = actual };
        Report(severity is { } grade ? finding with { Severity = grade } : finding);
    }

    /// <summary>Keeps what is reported from here on back, until the result is disposed.</summary>
    internal static HeldFindings Hold()
    {
        var before = Held.Value;
        var held = Held.Value = [];
        return new HeldFindings(held, () => Held.Value = before);
    }

    private static void Report(Finding finding)
    {
        if (Held.Value is { } held) held.Add(finding);
        else Row.Report(finding);
    }

    private static Finding Of(Project project, string subject, string message) => new()
    {
        Code = Row.Check.Code,
        Severity = Row.Check.Severity,
        Project = project.Id,
        ProjectName = project.DisplayName,
        Subject = subject,
        Message = message,
    };

    private static RowContext Row => RowContext.Current ?? throw new InvalidOperationException("Findings are reported from a row of a check.");
}
