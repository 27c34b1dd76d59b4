using IntegrityTests.Access;
using IntegrityTests.Copies;
using IntegrityTests.Running;
using IntegrityTests.Sources;
using Xunit;

namespace IntegrityTests.Checks.ClickHouse;

/// <summary>CLH008: what lives in ClickHouse is of projects that exist, and its events name users as such.</summary>
[Check("CLH008", Severity.Warning, Category = "ClickHouse", IsOfWholeScope = true)]
public sealed class ProjectsOfCopyExist(CopyWitness copy, Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(CopiedProjects.Whole), MemberType = typeof(CopiedProjects))]
    public async Task Every_project_in_ClickHouse_exists(WholeCopy _, CheckRow row, CancellationToken cancel)
    {
        var scope = await CopyScope.OfAsync(witnesses, cancel);
        await copy.AskAsync(
            async (server, database) =>
            {
                var issued = (await new CopiedUpTo(server, database).SequenceAsync(cancel))?.Last;
                var projects = new ProjectsInCopy(server, database);
                await foreach (var unknown in projects.UnknownAsync(issued, cancel)) Report(row, unknown);
                foreach (var (project, count) in await projects.EventsOfNobodyAsync(cancel))
                {
                    if (scope.Has(project))
                        Report(row, project, $"has {count} events whose user_id is no uuid");
                }

                return true;
            },
            cancel);
    }

    private static void Report(CheckRow row, UnknownProject unknown)
    {
        const string Ahead = "ClickHouse is ahead of the database, which is a copy of an earlier time";
        if (unknown.IsNewer) row.Skip("projects that do not exist", Ahead);
        else Report(row, unknown.Project, $"lives in analytics_internal ({unknown.Tables}), but has no tenancy of branch {unknown.Branch}");
    }

    private static void Report(CheckRow row, string project, string message) => row.Report(new Finding
    {
        Code = row.Check.Code,
        Severity = row.Check.Severity,
        Project = project,
        Subject = $"project:{project}",
        Message = message,
        Value = FindingValue.Of(message),
    });
}
