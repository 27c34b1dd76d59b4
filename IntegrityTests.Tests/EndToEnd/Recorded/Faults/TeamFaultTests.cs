using System.Text.Json.Nodes;
using IntegrityTests.Tests.EndToEnd.Recorded.Planted;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Faults;

/// <summary>The API is wrong about teams.</summary>
[Collection(PlantedRunCollection.Name)]
public sealed class TeamFaultTests(PlantedRun run)
{
    private static readonly ProjectCopy Project = new(Granting.Id, nameof(TeamFaultTests));

    internal static readonly Planting Wrong = new([Project], deployment =>
    {
        deployment.Answers.Change(Project.Id, Paths.Teams, body => body.RemoveItem(Granting.TeamOne));
        deployment.Answers.Change(Project.Id, Paths.Teams, body => body.Item(Granting.TeamFour)["display_name"] = "Another");
        var grant = new JsonObject { ["id"] = "team_admin", ["user_id"] = Granting.BillingUser, ["team_id"] = Granting.TeamOne };
        deployment.Answers.Change(Project.Id, Paths.TeamPermissionsOf(Granting.TeamOne), body => body.Items().Add(grant));
        deployment.Answers.Change(Project.Id, Paths.TeamPermissionsOf(Granting.ApiTeam), body => body.RemoveItem("billing"));
        return Task.CompletedTask;
    });

    [Fact]
    public async Task A_missing_team_a_field_that_differs_and_permissions_too_many_and_too_few_are_found()
    {
        var project = await run.InAsync(Project);

        project.Should().BeRed();
        project.Should().FindExactly(
            ("TEM001", $"team:{Granting.TeamOne}"),
            ("TEM001", $"team:{Granting.TeamFour}"),
            ("TEM002", $"team:{Granting.TeamOne}"),
            ("TEM002", $"team:{Granting.ApiTeam}"));
        project.Should().HaveVerified("TEM002", rows: Granting.Teams - 2, failed: 2);
        project.Should().HaveVerified("USR002", rows: Granting.Users);
    }
}
