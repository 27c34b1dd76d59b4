using System.Text.Json.Nodes;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Faults;

/// <summary>The API is wrong about one user.</summary>
public sealed class UserFaultTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    [FactRequiringFacts]
    public Task A_field_that_differs_in_a_single_answer_is_found() => FindsAsync(
        "USR002", answers => answers.Change(Eleven.Id, Paths.User(Eleven.Editor), user => user["is_anonymous"] = true));

    [FactRequiringFacts]
    public Task A_field_that_is_missing_from_a_single_answer_is_found() => FindsAsync(
        "USR002", answers => answers.Change(Eleven.Id, Paths.User(Eleven.Editor), user => user.Remove("primary_email")));

    [FactRequiringFacts]
    public Task A_user_that_cannot_be_found_is_found() => FindsAsync(
        "USR002", answers => answers.Replace(Eleven.Id, Paths.User(Eleven.Editor), Answer.UserNotFound));

    [FactRequiringFacts]
    public Task A_body_that_is_half_a_JSON_text_is_found() => FindsAsync(
        "USR002",
        answers => answers.Replace(
            Eleven.Id, Paths.User(Eleven.Editor), Answer.Text(200, """{"id":"db65afe4-6566-412b""", "application/json; charset=utf-8")));

    [FactRequiringFacts]
    public Task A_permission_too_many_is_found() => FindsAsync(
        "USR003",
        answers => answers.Change(
            Eleven.Id,
            Paths.ProjectPermissionsOf(Eleven.Editor),
            body => body.Items().Add(new JsonObject { ["id"] = "admin", ["user_id"] = Eleven.Editor })));

    [FactRequiringFacts]
    public Task A_permission_too_few_is_found() => FindsAsync(
        "USR003", answers => answers.Change(Eleven.Id, Paths.ProjectPermissionsOf(Eleven.Editor), body => body.RemoveItem("reader")));

    [FactRequiringFacts]
    public async Task A_team_that_is_missing_from_a_users_teams_is_found()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.Change(Eleven.Id, Paths.TeamsOf(Eleven.BillingUser), body => body.RemoveItem(Eleven.TeamFour));

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(("USR004", Eleven.Id, $"user:{Eleven.BillingUser}"));
        run.Should().HaveVerified("USR004", rows: Eleven.Users - 1, failed: 1);
    }

    private async Task FindsAsync(string code, Action<RecordedAnswers> fault)
    {
        await using var deployment = await deployments.DeployAsync();
        fault(deployment.Answers);

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly((code, Eleven.Id, $"user:{Eleven.Editor}"));
        run.Should().HaveVerified(code, rows: Eleven.Users - 1, failed: 1);
    }
}
