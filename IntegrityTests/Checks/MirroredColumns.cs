using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Running;

namespace IntegrityTests.Checks;

/// <summary>
/// Project and branch are stored with users and teams once more, and must be those of their tenancy
/// (source: docs/platform.md, Users and their rows).
/// </summary>
internal static class MirroredColumns
{
    /// <summary>Reports mirrored columns that are not those of the project.</summary>
    /// <param name="row">The row of the check.</param>
    /// <param name="project">The tenancy's project.</param>
    /// <param name="schema">What the deployment has.</param>
    /// <param name="columns">The columns that they were read from.</param>
    /// <param name="subject">The row, for findings.</param>
    /// <param name="stored">What the row says.</param>
    public static void ShouldFit(
        CheckRow row, Project project, StoredSchema schema, Part columns, string subject, (string Project, string Branch) stored)
    {
        if (schema.WhyMissing(columns) is { } reason)
        {
            row.Skip("mirrored columns", reason);
            return;
        }

        if (stored.Project != project.Id)
            row.Report(project, subject, "mirroredProjectId is not the project of its tenancy", project.Id, stored.Project);
        if (stored.Branch != Project.DefaultBranch)
            row.Report(project, subject, "mirroredBranchId is not the branch of its tenancy", Project.DefaultBranch, stored.Branch);
    }
}
