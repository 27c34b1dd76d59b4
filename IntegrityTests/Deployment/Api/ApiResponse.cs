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

    /// <summary>The first answer, where it was not one to rely on and the server was asked again; null where it was asked once.</summary>
    public ApiResponse? First { get; init; }

    /// <summary>The HTTP status.</summary>
    public required HttpStatusCode Status { get; init; }

    /// <summary>The platform's code of a known error, from the header <c>x-stack-known-error</c>.</summary>
    public string? KnownError { get; init; }

    /// <summary>Where a redirect leads, as it may be shown; null for any other answer.</summary>
    public string? Target { get; init; }

    /// <summary>The proxy or firewall that says it sent the answer, such as <c>cloudflare</c>; null where none says so.</summary>
    public string? Proxy { get; init; }

    /// <summary>The header <c>Retry-After</c>, as a time from now.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The parsed body; undefined when it is not JSON.</summary>
    public JsonElement Body { get; init; }

    /// <summary>What the body is instead of JSON; null when it is JSON.</summary>
    public string? BodyProblem { get; init; }

    /// <summary>What of a JSON body cannot be read as text and was replaced; null when all of it can.</summary>
    public string? BodyFlaw { get; init; }

    /// <summary>Whether the answer is a success with a JSON body, which every call that the suite makes must get.</summary>
    public bool IsOk => Status == HttpStatusCode.OK && BodyProblem is null;

    /// <summary>
    /// Whether the platform itself says that it cannot answer: a known error, or a 500 (source: docs/platform.md, Errors). Anything else
    /// that is not <see cref="IsOk"/> comes from what stands between, such as a proxy or a firewall, and says nothing about the data.
    /// </summary>
    public bool IsRefusal => !IsPage && (Status == HttpStatusCode.InternalServerError || KnownError is not null);

    /// <summary>Whether the body is a page for people, which the platform's API never sends.</summary>
    public bool IsPage => BodyProblem?.Contains("HTML", StringComparison.Ordinal) == true;

    /// <summary>The answer in one line: status, known error, what a body is that is not JSON, and who else may have sent it.</summary>
    public string Summary
    {
        get
        {
            var status = $"{(int)Status}";
            if (KnownError is not null) status += $" {KnownError}";
            if (Target is not null) status += $", a redirect to {Target}";
            if (BodyProblem is not null) status += $", {BodyProblem}";
            if (Proxy is not null && !IsOk) status += $", sent by {Proxy}";
            return (int)Status is >= 300 and < 500 and not (408 or 429) && !IsRefusal
                ? $"{status}, which is not an answer that Stack Auth gives to this"
                : status;
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
            Holds = Holds.UnlessGone,
        });
    }

    /// <summary>
    /// Reports that the first answer was not one to rely on; does nothing where it was. It counts at once, whatever a second reading
    /// says: somebody else may have got such an answer too. A 500 is a warning, anything else is as severe as the check.
    /// </summary>
    public void ReportFlaky()
    {
        if (First is null) return;
        Row?.Itself.Report(new Finding
        {
            Code = Row.Check.Code,
            Severity = First.IsRefusal ? Severity.Warning : Row.Check.Severity,
            Project = Project.Id,
            ProjectName = Project.DisplayName,
            Subject = Subject,
            Endpoint = Endpoint,
            Message = First.IsRefusal
                ? $"flaky: the first answer was {First.Summary}, asked again it was {Summary}"
                : $"answered {First.Summary} once; asked again it was {Summary}",
        });
    }
}
