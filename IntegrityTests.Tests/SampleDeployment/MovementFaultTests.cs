using System.Net;
using System.Text.Json.Nodes;
using FluentAssertions;
using SampleDeployment.Data;
using SampleDeployment.Faults;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>The sample can go on working while it is looked at: what it answers is always what its rows say at that moment.</summary>
public abstract class MovementFaultTests(SampleDataFixture sample)
{
    private static readonly ProjectPlan Ordinary = Plans.Ordinary;
    private static readonly string Project = Ordinary.Id;
    private static readonly string User = FaultCatalogue.Subject.ToString();
    private static readonly string Other = Ordinary.UserId(5).ToString();

    [Theory]
    [InlineData("moving-user", "User 4", "Moved 2", "Moved 2")]
    [InlineData("moving-user:after", "User 4", "Moved 2", "Moved 2")]
    [InlineData("moving-user:before", "Moved 1", "Moved 1", "Moved 1")]
    [InlineData("moving-user:around", "Moved 1", "Moved 2", "Moved 2")]
    [InlineData("moving-user:before*2", "Moved 1", "Moved 3", "Moved 3")]
    [InlineData("moving-user:around*2", "Moved 1", "Moved 3", "Moved 4")]
    public async Task A_user_changes_around_its_first_answers(string fault, string first, string second, string third)
    {
        await using var moving = await sample.ServeCopyAsync(fault);

        (await NameAsync(moving, User)).Should().Be(first);
        (await NameAsync(moving, User)).Should().Be(second);
        (await NameAsync(moving, User)).Should().Be(third);
        const string Stored = """SELECT "displayName" FROM "ProjectUser" WHERE "projectUserId" = $1::uuid""";
        (await moving.ScalarAsync<string>(Stored, User)).Should().Be(third);
        (await NameAsync(moving, Other)).Should().Be("User 5");
    }

    [Fact]
    public async Task Each_user_can_change()
    {
        await using var moving = await sample.ServeCopyAsync("moving-user:before:each");

        (await NameAsync(moving, User)).Should().Be("Moved 1");
        (await NameAsync(moving, Other)).Should().Be("Moved 1");
    }

    [Theory]
    [InlineData("moving-list", "User 4")]
    [InlineData("moving-list:before", "Moved 1")]
    public async Task A_user_changes_around_an_answer_of_the_list(string fault, string first)
    {
        await using var moving = await sample.ServeCopyAsync(fault);

        (await NameInListAsync(moving, "users", User)).Should().Be(first);
        (await NameInListAsync(moving, "users", User)).Should().StartWith("Moved");
        (await NameAsync(moving, User)).Should().Be(await NameInListAsync(moving, "users", User));
    }

    [Theory]
    [InlineData("moving-end", true)]
    [InlineData("moving-end:before", false)]
    public async Task The_last_user_of_the_list_is_deleted_as_the_platform_deletes(string fault, bool isListedOnce)
    {
        await using var unchanged = await sample.ServeAsync();
        var last = (await unchanged.IdsAsync(Project, "users"))[^1];
        await using var moving = await sample.ServeCopyAsync(fault);

        (await moving.Served.IdsAsync(Project, "users")).Contains(last).Should().Be(isListedOnce);

        (await moving.Served.IdsAsync(Project, "users")).Should().NotContain(last).And.HaveCount(Ordinary.Users - 1);
        var rest = await moving.ScalarAsync<long>(
            """
            SELECT (SELECT count(*) FROM "ProjectUser" WHERE "projectUserId" = $1::uuid)
                + (SELECT count(*) FROM "ContactChannel" WHERE "projectUserId" = $1::uuid)
                + (SELECT count(*) FROM "AuthMethod" WHERE "projectUserId" = $1::uuid)
                + (SELECT count(*) FROM "ProjectUserRefreshToken" WHERE "projectUserId" = $1::uuid)
            """,
            last);
        rest.Should().Be(0);
        const string Deleted =
            """SELECT count(*) FROM "DeletedRow" WHERE "tableName" = $1 AND "primaryKey" ->> 'projectUserId' = $2""";
        (await moving.ScalarAsync<long>(Deleted, "ProjectUser", last)).Should().Be(1);
        (await moving.ScalarAsync<long>(Deleted, "ContactChannel", last)).Should().Be(1);
    }

    [Fact]
    public async Task A_permission_comes_and_goes()
    {
        await using var moving = await sample.ServeCopyAsync("moving-permissions:after*2");
        var path = $"project-permissions?user_id={User}";

        (await moving.Served.IdsAsync(Project, path)).Should().Equal("reader");
        (await moving.Served.IdsAsync(Project, path)).Should().Equal("editor", "reader");
        (await moving.Served.IdsAsync(Project, path)).Should().Equal("reader");
        (await moving.Served.IdsAsync(Project, path)).Should().Equal("reader");
    }

    [Fact]
    public async Task A_user_joins_a_team_and_leaves_it()
    {
        await using var moving = await sample.ServeCopyAsync("moving-membership:before*2");
        var path = $"teams?user_id={User}";

        (await moving.Served.IdsAsync(Project, path)).Should().ContainSingle();
        (await moving.Served.IdsAsync(Project, path)).Should().BeEmpty();
        (await moving.Served.IdsAsync(Project, path)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_team_changes_around_the_list_of_teams_and_around_its_permissions()
    {
        await using var moving = await sample.ServeCopyAsync("moving-team");
        var team = Ordinary.TeamId(1).ToString();
        var path = $"team-permissions?team_id={team}";

        (await NameInListAsync(moving, "teams", team)).Should().Be("Team 1");
        (await NameInListAsync(moving, "teams", team)).Should().Be("Moved 2");
        var granted = await moving.Served.IdsAsync(Project, path);
        (await moving.Served.IdsAsync(Project, path)).Should().NotBeEquivalentTo(granted);
        (await NameInListAsync(moving, "teams", Ordinary.TeamId(2).ToString())).Should().Be("Team 2");
    }

    [Theory]
    [InlineData("moving-balance", 0, 7)]
    [InlineData("moving-balance:before", 6, 6)]
    [InlineData("moving-balance:around", 6, 13)]
    public async Task A_balance_changes_around_its_answer(string fault, long first, long second)
    {
        await using var unchanged = await sample.ServeAsync();
        var path = $"payments/items/user/{User}/user_credits";
        var before = await BalanceAsync(unchanged, path);
        await using var moving = await sample.ServeCopyAsync(fault);

        (await BalanceAsync(moving.Served, path) - before).Should().Be(first);
        (await BalanceAsync(moving.Served, path) - before).Should().Be(second);
    }

    [Fact]
    public async Task Transactions_are_added_and_changed_while_the_list_is_read()
    {
        await using var moving = await sample.ServeCopyAsync("moving-transactions:around*2");
        var path = "internal/payments/transactions?limit=200";

        var first = await TransactionsAsync(moving, path);
        var second = await TransactionsAsync(moving, path);
        var third = await TransactionsAsync(moving, path);

        first.Select(Id).Should().NotContain(Id(second[0]));
        second.Select(Id).Should().Contain(Id(first[0]));
        third.Skip(1).Select(Id).Take(199).Should().Equal(second.Select(Id).Take(199), "one more is at the beginning");
        int[] quantities = [ChangedQuantity(first), ChangedQuantity(second), ChangedQuantity(third)];
        quantities.Should().Equal(quantities[0], quantities[0] + 2, quantities[0] + 3);
        (await TransactionsAsync(moving, path)).Select(Id).Should().Equal(third.Select(Id));
    }

    [Fact]
    public async Task Money_moves_between_the_readings_of_Stripes_list()
    {
        await using var unchanged = await sample.ServeAsync();
        var before = (await StripeAsync(unchanged)).Count;
        await using var moving = await sample.ServeCopyAsync("moving-stripe:before*2");

        var first = await StripeAsync(moving.Served);
        var second = await StripeAsync(moving.Served);
        var third = await StripeAsync(moving.Served);

        before.Should().Be(100, "the first page is full");
        first[0].Should().NotBe(second[0]);
        second.Should().Contain(first[0]);
        third.Should().Equal(second);
        const string Bought = """SELECT count(*) FROM "OneTimePurchase" WHERE "stripePaymentIntentId" LIKE 'pi_%-%'""";
        (await moving.ScalarAsync<long>(Bought)).Should().Be(2);
    }

    [Fact]
    public async Task A_deployment_goes_on_working_a_bounded_while_in_one_project()
    {
        await using var moving = await sample.ServeCopyAsync($"moving-deployment:2:12@{Project}");
        const string Others =
            """SELECT md5(string_agg(u::text, '' ORDER BY u::text)) FROM "ProjectUser" u WHERE "mirroredProjectId" <> $1""";
        const string All = """SELECT md5(string_agg(u::text, '' ORDER BY u::text)) FROM "ProjectUser" u WHERE $1 <> ''""";
        var before = await moving.ScalarAsync<string>(Others, Project);
        var users = await moving.Served.IdsAsync(Project, "users");

        for (var call = 0; call < 23; call++)
            await moving.Served.IdsAsync(Project, "teams");
        var state = await moving.ScalarAsync<string>(All, Project);
        for (var call = 0; call < 10; call++)
            await moving.Served.IdsAsync(Project, "teams");

        var now = await moving.Served.IdsAsync(Project, "users");
        now.Except(users).Should().NotBeEmpty("users sign up");
        const string Deleted =
            """SELECT count(*) FROM "DeletedRow" WHERE "tableName" = 'ProjectUser' AND "tenancyId" = $1::uuid""";
        (await moving.ScalarAsync<long>(Deleted, $"{Ordinary.TenancyId}")).Should().Be(3, "one was deleted before");
        now.Should().HaveCount(users.Count + 4 - 2);
        (await moving.Served.IdsAsync(Project, "teams")).Should().HaveCount(Ordinary.Teams + 2 - 2);
        (await moving.ScalarAsync<string>(All, Project)).Should().Be(state, "twelve changes are all");
        (await moving.ScalarAsync<string>(Others, Project)).Should().Be(before);
    }

    [Fact]
    public async Task The_same_calls_bring_the_same_changes()
    {
        await using var one = await sample.ServeCopyAsync("moving-deployment:1:18");
        await using var other = await sample.ServeCopyAsync("moving-deployment:1:18");

        for (var call = 0; call < 18; call++)
        {
            (await one.Served.StatusAsync(Project, "teams")).Should().Be(HttpStatusCode.OK);
            (await other.Served.StatusAsync(Project, "teams")).Should().Be(HttpStatusCode.OK);
        }

        foreach (var path in new[] { "users", "teams", "team-permissions" })
            (await one.Served.IdsAsync(Project, path)).Should().Equal(await other.Served.IdsAsync(Project, path));
        (await TransactionsAsync(one, "internal/payments/transactions")).Select(Id)
            .Should().Equal((await TransactionsAsync(other, "internal/payments/transactions")).Select(Id));
    }

    private static async Task<string?> NameAsync(MovingDeployment moving, string user) =>
        (string?)(await moving.Served.JsonAsync(Project, $"users/{user}"))["display_name"];

    private static async Task<string?> NameInListAsync(MovingDeployment moving, string list, string id)
    {
        var items = (await moving.Served.JsonAsync(Project, list))["items"]!.AsArray();
        return (string?)items.Single(item => Id(item) == id)!["display_name"];
    }

    private static async Task<long> BalanceAsync(ServedDeployment served, string path) =>
        (long)(await served.JsonAsync(Project, path))["quantity"]!;

    private static async Task<JsonArray> TransactionsAsync(MovingDeployment moving, string path) =>
        (await moving.Served.JsonAsync(Project, path))["transactions"]!.AsArray();

    private static string? Id(JsonNode? entry) => (string?)entry!["id"];

    private static int ChangedQuantity(JsonArray transactions) =>
        (int)transactions.First(entry => (string?)entry!["type"] == "manual-item-quantity-change")!["entries"]![0]!["quantity"]!;

    private static async Task<List<string?>> StripeAsync(ServedDeployment served)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{served.Url}/v1/balance_transactions?limit=100");
        request.Headers.Authorization = new("Bearer", SampleDataFixture.StripeKey);
        request.Headers.Add("Stripe-Account", Ordinary.StripeAccount);
        using var response = await served.Http.SendAsync(request);
        return [.. JsonNode.Parse(await response.Content.ReadAsStringAsync())!["data"]!.AsArray().Select(Id)];
    }
}
