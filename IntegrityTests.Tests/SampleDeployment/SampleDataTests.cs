using System.Text.Json.Nodes;
using FluentAssertions;
using SampleDeployment;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

public sealed class SampleDataTests(SampleDataFixture sample) : IClassFixture<SampleDataFixture>
{
    [Fact]
    public void Rows_are_the_same_each_time()
    {
        var first = Rows();

        Rows().Should().Be(first);
        // Whatever runs it: another value here means that every id and text of the deployment has changed.
        Seeded.Id(1, "user", 1).Should().Be(Plans.Ordinary.UserId(1)).And.Be(Guid.Parse("14b90a33-2a5f-4198-b5b4-3d06dd8080b8"));
    }

    [Theory]
    [InlineData(2, 1000, 1)]
    [InlineData(3, 1001, 2)]
    [InlineData(4, 2500, 3)]
    [InlineData(5, 0, 1)]
    public async Task Pages_of_1000_hold_every_user_once(int number, int users, int pages)
    {
        await using var served = await sample.ServeAsync();
        var project = Plans.Default[number - 1].Id;
        var ids = new List<string>();
        var read = 0;
        for (var cursor = ""; cursor is not null; read++)
        {
            var page = await served.JsonAsync(project, $"users?limit=1000{cursor}");
            ids.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()));
            var next = (string?)page["pagination"]!["next_cursor"];
            cursor = next is null ? null : $"&cursor={next}";
        }

        read.Should().Be(pages);
        ids.Should().HaveCount(users).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Anonymous_and_restricted_users_show_only_when_asked_for()
    {
        await using var served = await sample.ServeAsync();
        var project = Plans.Default.Single(plan => plan.RequiresVerifiedEmail).Id;

        var plain = await served.JsonAsync(project, "users");
        var restricted = await served.JsonAsync(project, "users?include_restricted=true");
        var all = await served.JsonAsync(project, "users?include_anonymous=true");

        Reasons(plain).Should().OnlyContain(reason => reason == null);
        Reasons(restricted).Distinct().Should().BeEquivalentTo([null, "email_not_verified", "restricted_by_administrator"]);
        Reasons(all).Should().HaveCount(120).And.Contain("anonymous");
    }

    [Fact]
    public async Task Users_of_an_external_database_are_served_from_there()
    {
        await using var served = await sample.ServeAsync();

        (await served.IdsAsync(Plans.Default.Single(plan => plan.External).Id, "users")).Should().HaveCount(70);
    }

    [Fact]
    public async Task One_user_is_in_thirty_teams_and_some_teams_have_no_members()
    {
        await using var served = await sample.ServeAsync();
        var plan = Plans.Default.Single(plan => plan.TeamsOfFirstUser > 0);

        (await served.IdsAsync(plan.Id, $"teams?user_id={plan.UserId(1)}")).Should().HaveCount(30);
        (await served.IdsAsync(plan.Id, $"team-permissions?team_id={plan.TeamId(40)}")).Should().BeEmpty();
    }

    [Fact]
    public async Task Contained_permissions_are_listed_only_when_asked_for()
    {
        await using var served = await sample.ServeAsync();
        var path = $"project-permissions?user_id={Plans.Ordinary.UserId(10)}";

        (await served.IdsAsync(Plans.Ordinary.Id, path)).Should().Equal("editor", "reader");
        path = $"team-permissions?user_id={Plans.Ordinary.UserId(13)}";
        (await served.IdsAsync(Plans.Ordinary.Id, path)).Should().Equal("billing", "team_member");
        (await served.IdsAsync(Plans.Ordinary.Id, $"{path}&recursive=true"))
            .Should().Equal("$invite_members", "$read_members", "billing", "team_member");
    }

    private static IEnumerable<string?> Reasons(JsonObject list) =>
        list["items"]!.AsArray().Select(item => (string?)item!["restricted_reason"]?["type"]);

    private static string Rows()
    {
        var tables = new TenancyTables(Platform.Newest, new());
        var users = new UserRows(tables, Plans.Default[7]);
        var teams = new TeamRows(tables, Plans.Default[7]);
        for (var i = 1; i <= 80; i++)
        {
            users.Add(i);
            teams.AddTeam(i);
            teams.AddMemberships(i);
        }
        return string.Join('\n', tables.All.Select(table => table.Text));
    }
}
