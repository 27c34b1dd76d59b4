using System.Text.Json.Nodes;
using IntegrityTests.Tests.EndToEnd.Recorded.Planted;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Faults;

/// <summary>The API is wrong about single users.</summary>
[Collection(PlantedRunCollection.Name)]
public sealed class UserFaultTests(PlantedRun run)
{
    private static readonly ProjectCopy Project = new(Granting.Id, nameof(UserFaultTests));

    internal static readonly Planting Wrong = new([Project], deployment =>
    {
        deployment.Answers.Change(Project.Id, Paths.User(Granting.PlainUser), user => user["is_anonymous"] = true);
        deployment.Answers.Change(Project.Id, Paths.User(Granting.SecondEditor), user => user.Remove("primary_email"));
        deployment.Answers.Replace(Project.Id, Paths.User(Granting.OddUser), Answer.UserNotFound);
        var cut = Answer.Text(200, """{"id":"e39e13f3-70ad-43d4""", "application/json; charset=utf-8");
        deployment.Answers.Replace(Project.Id, Paths.User(Granting.BillingUser), cut);
        // Permissions too many and too few, and a team too few.
        var grant = new JsonObject { ["id"] = "admin", ["user_id"] = Granting.SecondEditor };
        deployment.Answers.Change(Project.Id, Paths.ProjectPermissionsOf(Granting.SecondEditor), body => body.Items().Add(grant));
        deployment.Answers.Change(Project.Id, Paths.ProjectPermissionsOf(Granting.Editor), body => body.RemoveItem("reader"));
        deployment.Answers.Change(Project.Id, Paths.TeamsOf(Granting.BillingUser), body => body.RemoveItem(Granting.TeamFour));
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Wrong_missing_and_broken_answers_about_users_are_found_at_each_and_all_others_are_verified()
    {
        var project = await run.InAsync(Project);

        project.Should().BeRed();
        project.Should().FindExactly(
            ("USR002", $"user:{Granting.PlainUser}"),
            ("USR002", $"user:{Granting.SecondEditor}"),
            ("USR002", $"user:{Granting.OddUser}"),
            ("USR002", $"user:{Granting.BillingUser}"),
            ("USR003", $"user:{Granting.SecondEditor}"),
            ("USR003", $"user:{Granting.Editor}"),
            ("USR004", $"user:{Granting.BillingUser}"));
        project.Should().HaveVerified("USR002", rows: Granting.Users - 4, failed: 4);
        project.Should().HaveVerified("USR003", rows: Granting.Users - 2, failed: 2);
        project.Should().HaveVerified("USR004", rows: Granting.Users - 1, failed: 1);
    }
}
