using System.Text.Json.Nodes;
using IntegrityTests.Tests.EndToEnd.Harness;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Planted;

/// <summary>What a run of the suite did in one project.</summary>
/// <param name="Run">The run.</param>
/// <param name="Project">The project's id.</param>
internal sealed record ProjectResult(SuiteResult Run, string Project)
{
    public IReadOnlyList<FoundFinding> Findings => [.. Run.Findings.Findings.Where(finding => finding.Project == Project)];

    /// <summary>The lines about rows and cases that could not be verified.</summary>
    public IReadOnlyList<JsonObject> NotVerified => [.. OfKind("not-verified")];

    /// <summary>The results of the project's test cases.</summary>
    public IReadOnlyList<TestOutcome> Results =>
        [.. Run.Outcomes.Where(result => result.Name.Contains(Project, StringComparison.Ordinal))];

    /// <summary>How many rows of a check were verified.</summary>
    public int Verified(string check) => OfKind("page").Where(page => (string)page["code"]! == check).Sum(page => (int)page["rows"]!);

    public ProjectResultAssertions Should() => new(this);

    private IEnumerable<JsonObject> OfKind(string kind) => Run.Findings.OfKind(kind).Where(line => (string?)line["project"] == Project);
}
