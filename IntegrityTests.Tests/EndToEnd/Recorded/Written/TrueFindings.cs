using IntegrityTests.Tests.EndToEnd.Harness;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Written;

/// <summary>What is truly wrong in a project of a recording, because the platform accepted or wrote it.</summary>
internal sealed record TrueFindings(string Code, string Severity, string Project, int Count)
{
    /// <summary>What a run found, in this form.</summary>
    public static IEnumerable<TrueFindings> Of(IEnumerable<FoundFinding> findings) =>
        from finding in findings
        group finding by (finding.Code, finding.Severity, Project: finding.Project ?? "") into same
        select new TrueFindings(same.Key.Code, same.Key.Severity, same.Key.Project, same.Count());

    /// <inheritdoc/>
    public override string ToString() => $"{Count} x {Code} ({Severity}) of project {Project}";
}
