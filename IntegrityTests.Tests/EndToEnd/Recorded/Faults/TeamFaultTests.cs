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
        deployment.Answers.Change(Eleven.Id, Paths.Teams, body => body.RemoveItem(Eleven.TeamOne));
        deployment.Answers.Change(Eleven.Id, Paths.Teams, body => body.Item(Eleven.TeamFour)["display_name"] = "Another");
        deployment.Answers.Change(
            Eleven.Id,
            Paths.TeamPermissionsOf(Eleven.TeamOne),
            body => body.Items().Add(new JsonObject { ["id"] = "team_admin", ["user_id"] = Eleven.BillingUser, ["team_id"] = Eleven.TeamOne }));
        deployment.Answers.Change(Eleven.Id, Paths.TeamPermissionsOf(Eleven.ApiTeam), body => body.RemoveItem("billing"));

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("TEM001", Eleven.Id, $"team:{Eleven.TeamOne}"),
            ("TEM001", Eleven.Id, $"team:{Eleven.TeamFour}"),
            ("TEM002", Eleven.Id, $"team:{Eleven.TeamOne}"),
            ("TEM002", Eleven.Id, $"team:{Eleven.ApiTeam}"));
        run.Should().HaveVerified("TEM002", rows: Eleven.Teams - 2, failed: 2);
        run.Should().HaveVerified("USR002", rows: Eleven.Users);
    }
}
