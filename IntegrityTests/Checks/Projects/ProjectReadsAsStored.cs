using IntegrityTests.Access;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Projects;

/// <summary>PRJ001: the current project is served and says what its row says.</summary>
[Check("PRJ001", Severity.Error, Category = "Projects")]
public sealed class ProjectReadsAsStored(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.Projects.InScope), MemberType = typeof(Sources.Projects))]
    public Task Every_project_reads_as_stored(
        Project project, CheckRow row, CancellationToken cancel) => SecondLook.AtAsync(row, async (look, again) =>
    {
        var stored = again ? await witnesses.Projects.FindAsync(project.Id, cancel) ?? project : project;
        var response = await witnesses.Api.For(look, project).GetAsync($"project:{project.Id}", Endpoints.CurrentProject, cancel);

        response.Should().BeOk();
        response.Should().Describe(ProjectView.Of(stored, witnesses.Database.Schema));
    });
}
