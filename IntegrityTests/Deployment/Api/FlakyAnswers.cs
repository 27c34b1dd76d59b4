using IntegrityTests.Running;

namespace IntegrityTests.Deployment.Api;

/// <summary>Answers that failed at first and came when they were asked for again.</summary>
internal static class FlakyAnswers
{
    /// <summary>Reports, as a warning, that an answer failed at first. That is a finding whatever a second look says.</summary>
    public static void ReportFlaky(this CheckRow row, ApiResponse response) => row.Itself.Report(new Finding
    {
        Code = row.Check.Code,
        Severity = Severity.Warning,
        Project = response.Project.Id,
        ProjectName = response.Project.DisplayName,
        Subject = response.Subject,
        Endpoint = response.Endpoint,
        Message = $"flaky: the first answer was {response.FailedAtFirst}, asked again it was {response.Summary}",
    });
}
