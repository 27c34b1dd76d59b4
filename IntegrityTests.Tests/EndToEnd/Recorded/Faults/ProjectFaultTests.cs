using System.Text.Json.Nodes;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Faults;

/// <summary>The API is wrong about a project as a whole.</summary>
public sealed class ProjectFaultTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    [FactRequiringFacts]
    public Task A_project_that_is_called_something_else_is_found() => FindsAsync(
        "PRJ001", $"project:{Eleven.Id}", Paths.CurrentProject, body => body["display_name"] = "Another");

    [FactRequiringFacts]
    public Task A_definition_that_is_not_the_configured_one_is_found() => FindsAsync(
        "PRJ002", "permission:editor", Paths.ProjectPermissionDefinitions, body => body.Item("editor")["description"] = "Another");

    [FactRequiringFacts]
    public Task A_missing_system_permission_is_found_and_the_permission_that_contains_it() => FindsAsync(
        "PRJ003",
        "permission:$delete_team",
        Paths.TeamPermissionDefinitions,
        body => body.RemoveItem("$delete_team"),
        ("PRJ003", Eleven.Id, "permission:team_admin"));

    [FactRequiringFacts]
    public Task A_config_that_cannot_be_read_is_found() => FindsAsync(
        "PRJ004", $"project:{Eleven.Id}", Paths.Config, body => body["config_string"] = "{");

    private async Task FindsAsync(
        string code, string subject, string path, Action<JsonObject> change, params (string, string, string)[] more)
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.Change(Eleven.Id, path, change);

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly([(code, Eleven.Id, subject), .. more]);
        run.Should().HaveVerified("USR002", rows: Eleven.Users);
    }
}
