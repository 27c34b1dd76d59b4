using System.Text.Json.Nodes;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Faults;

/// <summary>The API is wrong about teams.</summary>
public sealed class TeamFaultTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    [FactRequiringFacts]
    public async Task A_missing_team_a_field_that_differs_and_permissions_too_many_and_too_few_are_found()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.Change(Granting.Id, Paths.Teams, body => body.RemoveItem(Granting.TeamOne));
        deployment.Answers.Change(Granting.Id, Paths.Teams, body => body.Item(Granting.TeamFour)["display_name"] = "Another");
        deployment.Answers.Change(
            Granting.Id,
            Paths.TeamPermissionsOf(Granting.TeamOne),
            body => body.Items().Add(new JsonObject { ["id"] = "team_admin", ["user_id"] = Granting.BillingUser, ["team_id"] = Granting.TeamOne }));
        deployment.Answers.Change(Granting.Id, Paths.TeamPermissionsOf(Granting.ApiTeam), body => body.RemoveItem("billing"));

        var run = await deployment.VerifyAsync(Granting.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("TEM001", Granting.Id, $"team:{Granting.TeamOne}"),
            ("TEM001", Granting.Id, $"team:{Granting.TeamFour}"),
            ("TEM002", Granting.Id, $"team:{Granting.TeamOne}"),
            ("TEM002", Granting.Id, $"team:{Granting.ApiTeam}"));
        run.Should().HaveVerified("TEM002", rows: Granting.Teams - 2, failed: 2);
        run.Should().HaveVerified("USR002", rows: Granting.Users);
    }
}
