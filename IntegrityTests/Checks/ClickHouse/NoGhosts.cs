using IntegrityTests.Access;
using IntegrityTests.Copies.Rules;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.ClickHouse;

/// <summary>CLH003: what lives in ClickHouse lives in the database.</summary>
[Check("CLH003", Severity.Error, Category = "ClickHouse", IsOfWholeScope = true)]
public sealed class NoGhosts(CopyWitness copy)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.CopiedProjects.InScope), MemberType = typeof(Sources.CopiedProjects))]
    public async Task Every_copy_that_lives_has_a_row(Project project, CheckRow row, CancellationToken cancel) =>
        new CopyFindings(row, project).Report(await copy.OfAsync(project, cancel), Verdict.Ghost);
}
