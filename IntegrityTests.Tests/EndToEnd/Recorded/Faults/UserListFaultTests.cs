using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Faults;

/// <summary>The API is wrong about which users there are.</summary>
public sealed class UserListFaultTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    private const string FirstPage = "/api/v1/users?limit=1000";

    [FactRequiringFacts]
    public Task A_user_that_is_missing_from_the_lists_is_found() => FindsAsync(
        answers => answers.Lists(Eleven.Id).Change(users => users.Where(user => UserLists.IdOf(user) != Eleven.Editor)), Eleven.Editor);

    [FactRequiringFacts]
    public Task A_user_that_the_lists_have_twice_is_found() => FindsAsync(
        answers => answers.Lists(Eleven.Id).Change(users => users.SelectMany(user => UserLists.IdOf(user) == Eleven.Editor ? [user, user] : new[] { user })),
        Eleven.Editor);

    [FactRequiringFacts]
    public Task A_user_that_is_not_stored_is_found() => FindsAsync(
        answers => answers.Lists(Eleven.Id).Change(users => users.SelectMany(
            user => UserLists.IdOf(user) == Eleven.Editor ? [user, Renamed(user, Eleven.Nobody)] : new[] { user })),
        Eleven.Nobody);

    [FactRequiringFacts]
    public Task A_field_that_differs_in_the_lists_is_found() => FindsAsync(
        answers => answers.ChangeListed(Eleven.Id, Eleven.Editor, user => user["requires_totp_mfa"] = true), Eleven.Editor);

    [FactRequiringFacts]
    public Task A_list_that_ends_early_is_found_and_read_on() => FindsAsync(
        answers => answers.CutFirstPages(Eleven.Id, FirstPage, before: Eleven.Editor, cursor: null), Eleven.Editor);

    [FactRequiringFacts]
    public Task A_cursor_that_vanished_is_found_and_the_list_is_read_on() => FindsAsync(
        answers => answers.CutFirstPages(Eleven.Id, FirstPage, before: Eleven.Editor, cursor: Eleven.Nobody), Eleven.Editor);

    [TheoryRequiringFacts]
    [InlineData(Eleven.Editor)]
    [InlineData(Eleven.OddUser)]
    public Task A_user_that_only_the_lists_cannot_serve_is_found(string user) => FindsAsync(
        answers => answers.Lists(Eleven.Id).Refuse(user), user);

    [FactRequiringFacts]
    public async Task An_anonymous_user_in_the_default_list_is_found()
    {
        await using var deployment = await deployments.DeployAsync();
        var all = deployment.Answers.Find(Five.Id, FirstPage + "&include_anonymous=true")!;
        deployment.Answers.Replace(Five.Id, FirstPage, all);
        deployment.Answers.Replace(Five.Id, FirstPage + "&include_restricted=true", all.Changed(body => body.RemoveItem(Five.AnonymousUser)));

        var run = await deployment.VerifyAsync(Five.Id);

        run.Should().BeRed();
        run.Findings.Findings.Select(finding => finding.Subject).Should().Contain($"user:{Five.AnonymousUser}");
        run.Findings.Findings.Should().OnlyContain(finding => finding.Code == "USR001" && finding.Endpoint == FirstPage);
    }

    [FactRequiringFacts]
    public async Task A_cursor_that_never_ends_is_found()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.Lists(Eleven.Id).NeverEnd();

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().Say("it has no end");
        run.Findings.Findings.Should().OnlyContain(finding => finding.Code == "USR001");
        run.Should().HaveVerified("USR002", rows: Eleven.Users);
    }

    private async Task FindsAsync(Action<RecordedAnswers> fault, string user)
    {
        await using var deployment = await deployments.DeployAsync();
        fault(deployment.Answers);

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(("USR001", Eleven.Id, $"user:{user}"));
        run.Should().HaveVerified("USR002", rows: Eleven.Users);
    }

    private static JsonObject Renamed(JsonObject user, string id)
    {
        var renamed = user.DeepClone().AsObject();
        renamed["id"] = id;
        return renamed;
    }
}
