using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Faults;

/// <summary>The API is wrong about a project as a whole.</summary>
public sealed class ProjectFaultTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    [FactRequiringFacts]
    public async Task A_wrong_name_wrong_and_missing_definitions_and_a_config_that_cannot_be_read_are_found()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.Change(Eleven.Id, Paths.CurrentProject, body => body["display_name"] = "Another");
        deployment.Answers.Change(Eleven.Id, Paths.ProjectPermissionDefinitions, body => body.Item("editor")["description"] = "Another");
        deployment.Answers.Change(Eleven.Id, Paths.TeamPermissionDefinitions, body => body.RemoveItem("$delete_team"));
        deployment.Answers.Change(Five.Id, Paths.Config, body => body["config_string"] = "{");

        var run = await deployment.VerifyAsync(Five.Id, Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("PRJ001", Eleven.Id, $"project:{Eleven.Id}"),
            ("PRJ002", Eleven.Id, "permission:editor"),
            ("PRJ003", Eleven.Id, "permission:$delete_team"),
            ("PRJ003", Eleven.Id, "permission:team_admin"),
            ("PRJ004", Five.Id, $"project:{Five.Id}"));
        run.Should().HaveVerified("USR002", rows: Five.Users + Eleven.Users);
    }
}
