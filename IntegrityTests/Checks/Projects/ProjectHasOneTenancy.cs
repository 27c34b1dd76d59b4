using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Running;
using IntegrityTests.Snapshots.Save;
using Xunit;

namespace IntegrityTests.Checks.Projects;

/// <summary>PRJ004: the project has exactly one tenancy on the default branch, and its rendered config is served.</summary>
[Check("PRJ004", Severity.Error, Category = "Projects")]
public sealed class ProjectHasOneTenancy(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.Projects.InScope), MemberType = typeof(Sources.Projects))]
    public Task Every_project_has_one_tenancy_and_a_config(
        Project project, CheckRow row, CancellationToken cancel) => SecondLook.AtAsync(row, async (look, again) =>
    {
        var stored = again ? await witnesses.Projects.FindAsync(project.Id, cancel) ?? project : project;
        var answer = again ? await witnesses.Configs.AskAsync(project, cancel) : await witnesses.Configs.OfAsync(project, cancel);

        if (stored.Tenancies.Count != 1)
            look.Report(
                project,
                $"project:{project.Id}",
                $"should have one tenancy on branch {Project.DefaultBranch} without organization",
                expected: 1,
                actual: stored.Tenancies.Count);

        if (answer.Response is not { } shared) throw new NotVerifiedException(answer.Problem!);
        // Asked once for all checks of the project; this check reports what is wrong with it.
        var response = shared with { Row = look, First = witnesses.Configs.TakeWrongFirst(project) };
        response.ReportFlaky();
        SavedAnswers.Keep(look, response);
        response.Should().BeOk();
        if (answer.Problem is { } problem) Findings.Report(response, $"serves a config that cannot be read: {problem}");
    });
}
