using IntegrityTests.Access;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Json;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Projects;

/// <summary>PRJ001: the current project is served and says what its row says.</summary>
[Check("PRJ001", Severity.Error, Category = "Projects")]
public sealed class ProjectReadsAsStored(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.Projects.InScope), MemberType = typeof(Sources.Projects))]
    public async Task Every_project_reads_as_stored(Project project, CheckRow row, CancellationToken cancel)
    {
        await SecondLook.AtAsync(
            row,
            project,
            async () => await witnesses.Projects.FindAsync(project.Id, cancel)
                ?? throw new RowSkippedException("the project was deleted during the run"),
            look => witnesses.Api.For(look, project).GetAsync($"project:{project.Id}", Endpoints.CurrentProject, cancel),
            (_, stored, response) =>
            {
                response.Should().BeOk();
                response.Should().Describe(ProjectView.Of(stored, witnesses.Database.Schema));
            });
        // What the run began with is an answer that somebody got, too.
        if (witnesses.Opening is { Answer.IsOk: true } opening && opening.Project == project.Id
            && opening.Answer.Body.Text("id") is { } id && id != project.Id)
            row.Report(project, $"project:{project.Id}", $"was answered with project {id} when the run began; asked again, with its own");
    }
}
