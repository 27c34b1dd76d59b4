using System.Text.Json.Nodes;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Faults;

/// <summary>The API is wrong about a team.</summary>
public sealed class TeamFaultTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    [FactRequiringFacts]
    public Task A_team_that_is_missing_from_the_list_is_found() => FindsAsync(
        "TEM001", Paths.Teams, body => body.RemoveItem(Eleven.TeamOne), $"team:{Eleven.TeamOne}");

    [FactRequiringFacts]
    public Task A_field_of_a_team_that_differs_in_the_list_is_found() => FindsAsync(
        "TEM001", Paths.Teams, body => body.Item(Eleven.TeamOne)["display_name"] = "Another", $"team:{Eleven.TeamOne}");

    [FactRequiringFacts]
    public Task A_team_permission_too_many_is_found() => FindsAsync(
        "TEM002",
        Paths.TeamPermissionsOf(Eleven.TeamOne),
        body => body.Items().Add(new JsonObject { ["id"] = "team_admin", ["user_id"] = Eleven.BillingUser, ["team_id"] = Eleven.TeamOne }),
        $"team:{Eleven.TeamOne}");

    [FactRequiringFacts]
    public Task A_team_permission_too_few_is_found() => FindsAsync(
        "TEM002", Paths.TeamPermissionsOf(Eleven.TeamOne), body => body.RemoveItem("billing"), $"team:{Eleven.TeamOne}");

    private async Task FindsAsync(string code, string path, Action<JsonObject> change, string subject)
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.Change(Eleven.Id, path, change);

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly((code, Eleven.Id, subject));
        run.Should().HaveVerified("USR002", rows: Eleven.Users);
    }
}
