using IntegrityTests.Access;
using IntegrityTests.Copies.Rules;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.ClickHouse;

/// <summary>CLH005: how much differs lawfully: changes that are about to be copied, and what deleted teams leave behind.</summary>
[Check("CLH005", Severity.Info, Category = "ClickHouse", IsOfWholeScope = true)]
public sealed class ChangesThatWait(CopyWitness copy)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.CopiedProjects.InScope), MemberType = typeof(Sources.CopiedProjects))]
    public async Task Changes_that_wait_are_counted(Project project, CheckRow row, CancellationToken cancel)
    {
        var found = await copy.OfAsync(project, cancel);
        var findings = new CopyFindings(row, project);
        findings.Report(found, "they wait to be copied", Verdict.Waits);
        findings.Report(found, "their team was deleted", Verdict.TeamIsGone);
    }
}
