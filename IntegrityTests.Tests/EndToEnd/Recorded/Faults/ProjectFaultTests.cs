using IntegrityTests.Tests.EndToEnd.Recorded.Planted;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Faults;

/// <summary>The API is wrong about a project as a whole.</summary>
[Collection(PlantedRunCollection.Name)]
public sealed class ProjectFaultTests(PlantedRun run)
{
    private static readonly ProjectCopy Project = new(Granting.Id, nameof(ProjectFaultTests));
    private static readonly ProjectCopy Unreadable = new(Restricting.Id, nameof(ProjectFaultTests));

    internal static readonly Planting Wrong = new([Project, Unreadable], deployment =>
    {
        deployment.Answers.Change(Project.Id, Paths.CurrentProject, body => body["display_name"] = "Another");
        deployment.Answers.Change(
            Project.Id, Paths.ProjectPermissionDefinitions, body => body.Item("editor")["description"] = "Another");
        deployment.Answers.Change(Project.Id, Paths.TeamPermissionDefinitions, body => body.RemoveItem("$delete_team"));
        deployment.Answers.Change(Unreadable.Id, Paths.Config, body => body["config_string"] = "{");
        return Task.CompletedTask;
    });

    [Fact]
    public async Task A_wrong_name_and_wrong_and_missing_definitions_are_found_and_all_users_are_verified()
    {
        var project = await run.InAsync(Project);

        project.Should().BeRed();
        project.Should().FindExactly(
            ("PRJ001", $"project:{Project.Id}"),
            ("PRJ002", "permission:editor"),
            ("PRJ003", "permission:$delete_team"),
            ("PRJ003", "permission:team_admin"));
        project.Should().HaveVerified("USR002", rows: Granting.Users);
    }

    [Fact]
    public async Task A_config_that_cannot_be_read_is_found_and_all_users_are_verified()
    {
        var project = await run.InAsync(Unreadable);

        project.Should().BeRed();
        project.Should().FindExactly(("PRJ004", $"project:{Unreadable.Id}"));
        project.Should().HaveVerified("USR002", rows: Restricting.Users);
    }
}
