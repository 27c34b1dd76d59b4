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
        deployment.Answers.Change(Granting.Id, Paths.CurrentProject, body => body["display_name"] = "Another");
        deployment.Answers.Change(Granting.Id, Paths.ProjectPermissionDefinitions, body => body.Item("editor")["description"] = "Another");
        deployment.Answers.Change(Granting.Id, Paths.TeamPermissionDefinitions, body => body.RemoveItem("$delete_team"));
        deployment.Answers.Change(Restricting.Id, Paths.Config, body => body["config_string"] = "{");

        var run = await deployment.VerifyAsync(Restricting.Id, Granting.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("PRJ001", Granting.Id, $"project:{Granting.Id}"),
            ("PRJ002", Granting.Id, "permission:editor"),
            ("PRJ003", Granting.Id, "permission:$delete_team"),
            ("PRJ003", Granting.Id, "permission:team_admin"),
            ("PRJ004", Restricting.Id, $"project:{Restricting.Id}"));
        run.Should().HaveVerified("USR002", rows: Restricting.Users + Granting.Users);
    }
}
