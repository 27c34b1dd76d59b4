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
        deployment.Answers.Change(Eleven.Id, Paths.User(Eleven.PlainUser), user => user["is_anonymous"] = true);
        deployment.Answers.Change(Eleven.Id, Paths.User(Eleven.SecondEditor), user => user.Remove("primary_email"));
        deployment.Answers.Replace(Eleven.Id, Paths.User(Eleven.OddUser), Answer.UserNotFound);
        deployment.Answers.Replace(
            Eleven.Id, Paths.User(Eleven.BillingUser), Answer.Text(200, """{"id":"e39e13f3-70ad-43d4""", "application/json; charset=utf-8"));
        // Permissions too many and too few, and a team too few.
        deployment.Answers.Change(
            Eleven.Id,
            Paths.ProjectPermissionsOf(Eleven.SecondEditor),
            body => body.Items().Add(new JsonObject { ["id"] = "admin", ["user_id"] = Eleven.SecondEditor }));
        deployment.Answers.Change(Eleven.Id, Paths.ProjectPermissionsOf(Eleven.Editor), body => body.RemoveItem("reader"));
        deployment.Answers.Change(Eleven.Id, Paths.TeamsOf(Eleven.BillingUser), body => body.RemoveItem(Eleven.TeamFour));

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("USR002", Eleven.Id, $"user:{Eleven.PlainUser}"),
            ("USR002", Eleven.Id, $"user:{Eleven.SecondEditor}"),
            ("USR002", Eleven.Id, $"user:{Eleven.OddUser}"),
            ("USR002", Eleven.Id, $"user:{Eleven.BillingUser}"),
            ("USR003", Eleven.Id, $"user:{Eleven.SecondEditor}"),
            ("USR003", Eleven.Id, $"user:{Eleven.Editor}"),
            ("USR004", Eleven.Id, $"user:{Eleven.BillingUser}"));
        run.Should().HaveVerified("USR002", rows: Eleven.Users - 4, failed: 4);
        run.Should().HaveVerified("USR003", rows: Eleven.Users - 2, failed: 2);
        run.Should().HaveVerified("USR004", rows: Eleven.Users - 1, failed: 1);
    }
}
