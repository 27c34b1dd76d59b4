using System.Net;
using System.Text.Json;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Deployment.Api;

/// <summary>An answer of the admin API, with what was asked: enough for a finding to name it.</summary>
public sealed record ApiResponse
{
    /// <summary>The project that was asked about.</summary>
    public required Project Project { get; init; }

    /// <summary>Whom or what the question was about, such as <c>user:ID</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Path and query.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The row that asked, to which findings about the answer are reported; null where no row did.</summary>
    public CheckRow? Row { get; init; }

    /// <summary>What the server answered at first, where it answered 500 and was asked again; null where it was asked once.</summary>
    public string? FailedAtFirst { get; init; }

    /// <summary>The HTTP status.</summary>
    public required HttpStatusCode Status { get; init; }

    /// <summary>The header <c>x-stack-known-error</c>.</summary>
    public string? KnownError { get; init; }

    /// <summary>The header <c>Retry-After</c>, as a time from now.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The parsed body; undefined when it is not JSON.</summary>
    public JsonElement Body { get; init; }

    /// <summary>Why the body is not JSON, with its beginning; null when it is JSON.</summary>
    public string? BodyProblem { get; init; }

    /// <summary>What of a JSON body cannot be read as text and was replaced; null when all of it can.</summary>
    public string? BodyFlaw { get; init; }

    /// <summary>Whether the answer is a success with a JSON body, which every call that the suite makes must get.</summary>
    public bool IsOk => Status == HttpStatusCode.OK && BodyProblem is null;

    /// <summary>The answer in one line: status, known error, and how a body that is not JSON begins.</summary>
    public string Summary
    {
        get
        {
            var status = $"{(int)Status}";
            if (KnownError is not null) status += $" {KnownError}";
            return BodyProblem is null ? status : $"{status}, {BodyProblem}";
        }
    }

    /// <summary>Reports, as an error of the row, that text of the answer cannot be read; does nothing where all of it can.</summary>
    public void ReportFlaw()
    {
        if (BodyFlaw is null) return;
        Row?.Report(new Finding
        {
            Code = Row.Check.Code,
            Severity = Severity.Error,
            Project = Project.Id,
            ProjectName = Project.DisplayName,
            Subject = Subject,
            Endpoint = Endpoint,
            Message = $"answers text that no client can read: {BodyFlaw}",
        });
    }

    /// <summary>
    /// Reports, as a warning of the row, that the answer failed at first; does nothing where it did not. It counts at once, whatever a
    /// second reading says.
    /// </summary>
    public void ReportFlaky()
    {
        if (FailedAtFirst is null) return;
        Row?.Itself.Report(new Finding
        {
            Code = Row.Check.Code,
            Severity = Severity.Warning,
            Project = Project.Id,
            ProjectName = Project.DisplayName,
            Subject = Subject,
            Endpoint = Endpoint,
            Message = $"flaky: the first answer was {FailedAtFirst}, asked again it was {Summary}",
        });
    }
}
