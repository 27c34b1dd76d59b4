using IntegrityTests.Access;
using IntegrityTests.Copies.Rules;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.ClickHouse;

/// <summary>CLH004: every change that was not copied yet is on its way.</summary>
[Check("CLH004", Severity.Warning, Category = "ClickHouse", IsOfWholeScope = true)]
public sealed class ChangesAreOnTheirWay(CopyWitness copy)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.CopiedProjects.InScope), MemberType = typeof(Sources.CopiedProjects))]
    public async Task Every_change_is_on_its_way(Project project, CheckRow row, CancellationToken cancel)
    {
        var found = await copy.OfAsync(project, cancel);
        new CopyFindings(row, project).Report(found, Verdict.Behind);
        foreach (var (mapping, count) in found.Tenancies.SelectMany(tenancy => tenancy.OldChanges))
        {
            row.Report(
                project, $"project:{project.Id}",
                $"has {count} changes for analytics_internal.{mapping.Name} that wait for a sequence id for more than 15 minutes, although "
                + "the platform's sequencer is on");
        }
    }
}
