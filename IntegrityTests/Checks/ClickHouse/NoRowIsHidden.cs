using IntegrityTests.Access;
using IntegrityTests.Copies.Rules;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.ClickHouse;

/// <summary>CLH002: no row that lives is hidden in ClickHouse by a deletion that came after it.</summary>
[Check("CLH002", Severity.Error, Category = "ClickHouse", IsOfWholeScope = true)]
public sealed class NoRowIsHidden(CopyWitness copy)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.CopiedProjects.InScope), MemberType = typeof(Sources.CopiedProjects))]
    public async Task Every_row_that_lives_lives_in_ClickHouse(Project project, CheckRow row, CancellationToken cancel) =>
        new CopyFindings(row, project).Report(await copy.OfAsync(project, cancel), Verdict.Hidden);
}
