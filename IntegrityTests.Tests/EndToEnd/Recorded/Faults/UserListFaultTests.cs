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
        deployment.Answers.Lists(Granting.Id).Change(users => users.SelectMany(user => UserLists.IdOf(user) switch
        {
            Granting.BillingUser => [],
            Granting.SecondEditor => [user, user],
            Granting.Editor => [user, Renamed(user, Granting.Nobody)],
            _ => new[] { user },
        }));
        deployment.Answers.ChangeListed(Granting.Id, Granting.OddUser, user => user["requires_totp_mfa"] = true);
        var all = deployment.Answers.Find(Restricting.Id, FirstPage + "&include_anonymous=true")!;
        deployment.Answers.Replace(Restricting.Id, FirstPage, all);
        deployment.Answers.Replace(Restricting.Id, FirstPage + "&include_restricted=true", all.Changed(body => body.RemoveItem(Restricting.AnonymousUser)));

        var run = await deployment.VerifyAsync(Restricting.Id, Granting.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
        [
            ("USR001", Granting.Id, $"user:{Granting.BillingUser}"),
            ("USR001", Granting.Id, $"user:{Granting.SecondEditor}"),
            ("USR001", Granting.Id, $"user:{Granting.Nobody}"),
            ("USR001", Granting.Id, $"user:{Granting.OddUser}"),
            .. InProject(run, Restricting.Id).Select(finding => (finding.Code, Restricting.Id, finding.Subject!)),
        ]);
        InProject(run, Restricting.Id).Select(finding => finding.Subject).Should().Contain($"user:{Restricting.AnonymousUser}");
        InProject(run, Restricting.Id).Should().OnlyContain(finding => finding.Code == "USR001" && finding.Endpoint == FirstPage);
        run.Should().HaveVerified("USR002", rows: Restricting.Users + Granting.Users);
    }

    [FactRequiringFacts]
    public async Task Lists_that_end_early_or_never_whose_cursor_vanished_or_that_cannot_serve_users_are_found_and_read_on()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Answers.CutFirstPages(Granting.Id, FirstPage, before: Granting.Editor, cursor: null);
        deployment.Answers.CutFirstPages(Paying.Id, FirstPage, before: Paying.Spender, cursor: Granting.Nobody);
        deployment.Answers.Lists(Restricting.Id).NeverEnd();
        var listed = deployment.Answers.Lists(Ordinary.Id).Page(FirstPage).Body!["items"]!.AsArray().Select(user => UserLists.IdOf(user!.AsObject())).ToList();
        string[] unserved = [listed[Ordinary.Users / 2], listed[^1]];
        foreach (var user in unserved) deployment.Answers.Lists(Ordinary.Id).Refuse(user);

        var run = await deployment.VerifyAsync(Restricting.Id, Paying.Id, Ordinary.Id, Granting.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
        [
            ("USR001", Granting.Id, $"user:{Granting.Editor}"),
            ("USR001", Paying.Id, $"user:{Paying.Spender}"),
            .. unserved.Select(user => ("USR001", Ordinary.Id, $"user:{user}")),
            .. InProject(run, Restricting.Id).Select(finding => (finding.Code, Restricting.Id, finding.Subject!)),
        ]);
        run.Should().Say("it has no end");
        InProject(run, Restricting.Id).Should().NotBeEmpty().And.OnlyContain(finding => finding.Code == "USR001");
        run.Should().HaveVerified("USR002", rows: Restricting.Users + Paying.Users + Ordinary.Users + Granting.Users);
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
