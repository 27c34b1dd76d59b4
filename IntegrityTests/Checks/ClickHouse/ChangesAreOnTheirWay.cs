using IntegrityTests.Access;
using IntegrityTests.Copies.Rules;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.ClickHouse;

/// <summary>CLH004: every change that was not copied yet is on its way.</summary>
[Check("CLH004", Severity.Warning, Category = "ClickHouse", IsOfWholeScope = true)]
public sealed class ChangesAreOnTheirWay(CopyWitness copy)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.CopiedProjects.InScope), MemberType = typeof(Sources.CopiedProjects))]
    public async Task Every_change_is_on_its_way(Project project, CheckRow row, CancellationToken cancel) =>
        new CopyFindings(row, project).Report(await copy.OfAsync(project, cancel), Verdict.Behind);
}
