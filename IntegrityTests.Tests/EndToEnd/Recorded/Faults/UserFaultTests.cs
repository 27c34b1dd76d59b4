using System.Text.Json.Nodes;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Faults;

/// <summary>The API is wrong about single users.</summary>
public sealed class UserFaultTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    [FactRequiringFacts]
    public async Task Wrong_missing_and_broken_answers_about_users_are_found_at_each_and_all_others_are_verified()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.Change(Granting.Id, Paths.User(Granting.PlainUser), user => user["is_anonymous"] = true);
        deployment.Answers.Change(Granting.Id, Paths.User(Granting.SecondEditor), user => user.Remove("primary_email"));
        deployment.Answers.Replace(Granting.Id, Paths.User(Granting.OddUser), Answer.UserNotFound);
        deployment.Answers.Replace(
            Granting.Id, Paths.User(Granting.BillingUser), Answer.Text(200, """{"id":"e39e13f3-70ad-43d4""", "application/json; charset=utf-8"));
        // Permissions too many and too few, and a team too few.
        deployment.Answers.Change(
            Granting.Id,
            Paths.ProjectPermissionsOf(Granting.SecondEditor),
            body => body.Items().Add(new JsonObject { ["id"] = "admin", ["user_id"] = Granting.SecondEditor }));
        deployment.Answers.Change(Granting.Id, Paths.ProjectPermissionsOf(Granting.Editor), body => body.RemoveItem("reader"));
        deployment.Answers.Change(Granting.Id, Paths.TeamsOf(Granting.BillingUser), body => body.RemoveItem(Granting.TeamFour));

        var run = await deployment.VerifyAsync(Granting.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("USR002", Granting.Id, $"user:{Granting.PlainUser}"),
            ("USR002", Granting.Id, $"user:{Granting.SecondEditor}"),
            ("USR002", Granting.Id, $"user:{Granting.OddUser}"),
            ("USR002", Granting.Id, $"user:{Granting.BillingUser}"),
            ("USR003", Granting.Id, $"user:{Granting.SecondEditor}"),
            ("USR003", Granting.Id, $"user:{Granting.Editor}"),
            ("USR004", Granting.Id, $"user:{Granting.BillingUser}"));
        run.Should().HaveVerified("USR002", rows: Granting.Users - 4, failed: 4);
        run.Should().HaveVerified("USR003", rows: Granting.Users - 2, failed: 2);
        run.Should().HaveVerified("USR004", rows: Granting.Users - 1, failed: 1);
    }
}
