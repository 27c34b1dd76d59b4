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
    public async Task Users_that_are_missing_twice_not_stored_or_that_differ_are_each_found_and_an_anonymous_one_in_the_default_list()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.Lists(Eleven.Id).Change(users => users.SelectMany(user => UserLists.IdOf(user) switch
        {
            Eleven.BillingUser => [],
            Eleven.SecondEditor => [user, user],
            Eleven.Editor => [user, Renamed(user, Eleven.Nobody)],
            _ => new[] { user },
        }));
        deployment.Answers.ChangeListed(Eleven.Id, Eleven.OddUser, user => user["requires_totp_mfa"] = true);
        var all = deployment.Answers.Find(Five.Id, FirstPage + "&include_anonymous=true")!;
        deployment.Answers.Replace(Five.Id, FirstPage, all);
        deployment.Answers.Replace(Five.Id, FirstPage + "&include_restricted=true", all.Changed(body => body.RemoveItem(Five.AnonymousUser)));

        var run = await deployment.VerifyAsync(Five.Id, Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
        [
            ("USR001", Eleven.Id, $"user:{Eleven.BillingUser}"),
            ("USR001", Eleven.Id, $"user:{Eleven.SecondEditor}"),
            ("USR001", Eleven.Id, $"user:{Eleven.Nobody}"),
            ("USR001", Eleven.Id, $"user:{Eleven.OddUser}"),
            .. InProject(run, Five.Id).Select(finding => (finding.Code, Five.Id, finding.Subject!)),
        ]);
        InProject(run, Five.Id).Select(finding => finding.Subject).Should().Contain($"user:{Five.AnonymousUser}");
        InProject(run, Five.Id).Should().OnlyContain(finding => finding.Code == "USR001" && finding.Endpoint == FirstPage);
        run.Should().HaveVerified("USR002", rows: Five.Users + Eleven.Users);
    }

    [FactRequiringFacts]
    public async Task Lists_that_end_early_or_never_whose_cursor_vanished_or_that_cannot_serve_users_are_found_and_read_on()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.CutFirstPages(Eleven.Id, FirstPage, before: Eleven.Editor, cursor: null);
        deployment.Answers.CutFirstPages(Six.Id, FirstPage, before: Six.Spender, cursor: Eleven.Nobody);
        deployment.Answers.Lists(Five.Id).NeverEnd();
        var listed = deployment.Answers.Lists(Seven.Id).Page(FirstPage).Body!["items"]!.AsArray().Select(user => UserLists.IdOf(user!.AsObject())).ToList();
        string[] unserved = [listed[Seven.Users / 2], listed[^1]];
        foreach (var user in unserved) deployment.Answers.Lists(Seven.Id).Refuse(user);

        var run = await deployment.VerifyAsync(Five.Id, Six.Id, Seven.Id, Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
        [
            ("USR001", Eleven.Id, $"user:{Eleven.Editor}"),
            ("USR001", Six.Id, $"user:{Six.Spender}"),
            .. unserved.Select(user => ("USR001", Seven.Id, $"user:{user}")),
            .. InProject(run, Five.Id).Select(finding => (finding.Code, Five.Id, finding.Subject!)),
        ]);
        run.Should().Say("it has no end");
        InProject(run, Five.Id).Should().NotBeEmpty().And.OnlyContain(finding => finding.Code == "USR001");
        run.Should().HaveVerified("USR002", rows: Five.Users + Six.Users + Seven.Users + Eleven.Users);
    }

    private static IEnumerable<FoundFinding> InProject(SuiteResult run, string project) =>
        run.Findings.Findings.Where(finding => finding.Project == project);

    private static JsonObject Renamed(JsonObject user, string id)
    {
        var renamed = user.DeepClone().AsObject();
        renamed["id"] = id;
        return renamed;
    }
}
