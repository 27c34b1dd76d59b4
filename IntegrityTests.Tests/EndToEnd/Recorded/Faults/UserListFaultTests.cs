using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Recorded.Planted;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Faults;

/// <summary>The API is wrong about which users there are.</summary>
[Collection(PlantedRunCollection.Name)]
public sealed class UserListFaultTests(PlantedRun run)
{
    private const string FirstPage = "/api/v1/users?limit=1000";
    private static readonly ProjectCopy WrongItems = new(Granting.Id, "wrong items");
    private static readonly ProjectCopy Anonymous = new(Restricting.Id, "anonymous user in the default list");
    private static readonly ProjectCopy Short = new(Granting.Id, "list that ends early");
    private static readonly ProjectCopy Stale = new(Paying.Id, "cursor that vanished");
    private static readonly ProjectCopy Endless = new(Restricting.Id, "list without end");
    private static readonly ProjectCopy Unserved = new(Ordinary.Id, "users that no page can have");

    internal static readonly Planting Wrong = new([WrongItems, Anonymous, Short, Stale, Endless, Unserved], deployment =>
    {
        deployment.Answers.Lists(WrongItems.Id).Change(users => users.SelectMany(user => UserLists.IdOf(user) switch
        {
            Granting.BillingUser => [],
            Granting.SecondEditor => [user, user],
            Granting.Editor => [user, Renamed(user, Granting.Nobody)],
            _ => new[] { user },
        }));
        deployment.Answers.ChangeListed(WrongItems.Id, Granting.OddUser, user => user["requires_totp_mfa"] = true);

        var all = deployment.Answers.Find(Anonymous.Id, FirstPage + "&include_anonymous=true")!;
        deployment.Answers.Replace(Anonymous.Id, FirstPage, all);
        deployment.Answers.Replace(
            Anonymous.Id, FirstPage + "&include_restricted=true", all.Changed(body => body.RemoveItem(Restricting.AnonymousUser)));

        deployment.Answers.CutFirstPages(Short.Id, FirstPage, before: Granting.Editor, cursor: null);
        deployment.Answers.CutFirstPages(Stale.Id, FirstPage, before: Paying.Spender, cursor: Granting.Nobody);
        deployment.Answers.Lists(Endless.Id).NeverEnd();
        foreach (var user in UnservedUsers()) deployment.Answers.Lists(Unserved.Id).Refuse(user);
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Users_that_are_missing_twice_not_stored_or_that_differ_are_each_found()
    {
        var project = await run.InAsync(WrongItems);

        project.Should().BeRed();
        project.Should().FindExactly(
            ("USR001", $"user:{Granting.BillingUser}"),
            ("USR001", $"user:{Granting.SecondEditor}"),
            ("USR001", $"user:{Granting.Nobody}"),
            ("USR001", $"user:{Granting.OddUser}"));
        project.Should().HaveVerified("USR002", rows: Granting.Users);
    }

    [Fact]
    public async Task An_anonymous_user_in_the_default_list_is_found()
    {
        var project = await run.InAsync(Anonymous);

        project.Should().BeRed();
        project.Findings.Select(finding => finding.Subject).Should().Contain($"user:{Restricting.AnonymousUser}");
        project.Findings.Should().OnlyContain(finding => finding.Code == "USR001" && finding.Endpoint == FirstPage);
        project.Should().HaveVerified("USR002", rows: Restricting.Users);
    }

    [Fact]
    public async Task A_list_that_ends_early_is_found_at_the_first_user_it_lacks()
    {
        var project = await run.InAsync(Short);

        project.Should().BeRed();
        project.Should().FindExactly(("USR001", $"user:{Granting.Editor}"));
        project.Should().HaveVerified("USR002", rows: Granting.Users);
    }

    [Fact]
    public async Task A_list_whose_cursor_vanished_is_found_at_the_first_user_it_lacks()
    {
        var project = await run.InAsync(Stale);

        project.Should().BeRed();
        project.Should().FindExactly(("USR001", $"user:{Paying.Spender}"));
        project.Should().HaveVerified("USR002", rows: Paying.Users);
    }

    [Fact]
    public async Task A_list_that_never_ends_is_found_and_left()
    {
        var project = await run.InAsync(Endless);

        project.Should().BeRed();
        project.Findings.Should().NotBeEmpty().And.OnlyContain(finding => finding.Code == "USR001");
        project.Run.Should().Say("it has no end");
        project.Should().HaveVerified("USR002", rows: Restricting.Users);
    }

    [Fact]
    public async Task Users_that_no_page_can_have_are_each_found_and_the_list_is_read_on()
    {
        var project = await run.InAsync(Unserved);

        project.Should().BeRed();
        project.Should().FindExactly([.. UnservedUsers().Select(user => ("USR001", $"user:{user}"))]);
        project.Should().HaveVerified("USR002", rows: Ordinary.Users);
    }

    /// <summary>One in the middle of the list, and its last.</summary>
    private static string[] UnservedUsers()
    {
        var listed = new UserLists(Recording.Reference, Ordinary.Id).Page(FirstPage).Body!["items"]!.AsArray();
        return [.. new[] { listed[Ordinary.Users / 2], listed[^1] }.Select(user => UserLists.IdOf(user!.AsObject()))];
    }

    private static JsonObject Renamed(JsonObject user, string id)
    {
        var renamed = user.DeepClone().AsObject();
        renamed["id"] = id;
        return renamed;
    }
}
