using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Expectations.Lists;

/// <summary>Lists that cannot be read as they should: what is wrong is said, and all that can be verified is.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class BrokenUserListTests(DatabaseFixture databases)
{
    private const string List = "the list of all users";

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(12)]
    public async Task A_user_that_breaks_its_page_is_pinned(int broken)
    {
        var lists = await ListScenario.WithUsersAsync(databases, 12);
        lists.Broken.Add(Tenant.Numbered(broken));

        (await lists.CompareAsync()).Should().Equal(
            $"{ListScenario.User(broken)} {List} cannot be served where it contains this user: it should answer 200, but answers 500, "
            + "37 bytes of text/plain, request ID 1");
    }

    [Fact]
    public async Task Behind_a_last_user_that_breaks_its_page_nothing_is_read_and_that_is_said()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 5);
        lists.Broken.Add(Tenant.Numbered(5));

        (await lists.CompareAsync()).Should().ContainSingle();
        lists.Skips.Should().ContainSingle().Which.Comparison.Should().Be("the end of a users' list");
    }

    [Fact]
    public async Task A_user_that_breaks_its_page_hides_no_other_fault()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 20);
        lists.Broken.Add(Tenant.Numbered(6));
        lists.Broken.Add(Tenant.Numbered(7));
        lists.Items.RemoveAt(15);
        lists.Items[9]["display_name"] = "Somebody else";

        var found = await lists.CompareAsync(withViews: true);

        found.Select(text => text.Split(' ')[0]).Should().BeEquivalentTo(
            ListScenario.User(6), ListScenario.User(7), ListScenario.User(10), ListScenario.User(16));
    }

    [Fact]
    public async Task A_list_that_never_works_is_given_up_and_said()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 40);
        lists.Broken.UnionWith(Enumerable.Range(1, 40).Select(Tenant.Numbered));

        (await lists.CompareAsync()).Should().Equal(
            $"project:project-1 {List} cannot be served: it should answer 200, but answers 500, "
            + $"37 bytes of text/plain, request ID 1 at each of 20 users in a row, the first of them {Tenant.Numbered(1)}");
        lists.Skips.Should().Equal(("the rest of a users' list", $"{List} breaks too often"));
    }

    [Fact]
    public async Task A_list_that_breaks_here_and_there_is_given_up_with_each_user_pinned()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 60);
        var broken = Enumerable.Range(1, 30).Select(number => 2 * number).ToList();
        lists.Broken.UnionWith(broken.Select(Tenant.Numbered));

        var found = await lists.CompareAsync();

        found.Select(text => text.Split(' ')[0]).Should().Equal(broken.Take(20).Select(ListScenario.User));
        lists.Skips.Should().Equal(("the rest of a users' list", $"{List} breaks too often"));
    }

    [Fact]
    public async Task Users_that_broke_the_list_are_told_also_when_the_comparison_does_not_end()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 5);
        lists.Broken.UnionWith([Tenant.Numbered(4), Tenant.Numbered(5)]);
        lists.BeforeTheEnd = () => throw new NotVerifiedException("the API is down");

        await lists.Awaiting(cut => cut.CompareAsync()).Should().ThrowAsync<NotVerifiedException>();

        lists.Found.Select(text => text.Split(' ')[0]).Should().Equal(ListScenario.User(4), ListScenario.User(5));
    }

    [Fact]
    public async Task A_list_that_ends_early_goes_on_at_the_next_stored_user()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 12);
        lists.Cursor = (page, next) => (string?)page[^1]["id"] == Tenant.Numbered(8).ToString() ? null : next;

        (await lists.CompareAsync()).Should().Equal(
            $"{ListScenario.User(9)} {List} ends too early: it says that no page follows, but this stored user and maybe more should");
    }

    [Fact]
    public async Task An_empty_page_is_the_end_whatever_its_cursor_says()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 6);
        lists.Page = page => (string?)page[0]["id"] == Tenant.Numbered(5).ToString() ? [] : page;

        var found = await lists.CompareAsync();

        found.Should().ContainSingle().Which.Should().Be(
            $"{ListScenario.User(5)} {List} ends too early: it says that no page follows, but this stored user and maybe more should");
    }

    [Fact]
    public async Task A_cursor_that_does_not_move_ends_the_comparison()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 12);
        lists.Cursor = (page, _) => (string?)page[0]["id"];

        var found = await lists.CompareAsync();

        found.Should().ContainMatch($"* {List} goes on although all is listed, or repeats users: *");
        lists.Calls.Should().BeLessThan(10);
        lists.Skips.Should().Equal(("the rest of a users' list", $"{List} is too different"));
    }

    [Fact]
    public async Task A_list_that_begins_again_at_its_end_has_no_end()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 12);
        lists.Cursor = (_, next) => next ?? Tenant.Numbered(1).ToString();

        var found = await lists.CompareAsync();

        found.Should().ContainMatch($"* {List} goes on although all is listed, or repeats users: *");
        lists.Calls.Should().BeLessThan(10);
    }

    [Fact]
    public async Task More_missing_users_than_can_be_kept_are_one_finding()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 1100);
        lists.Items.RemoveRange(0, 1050);

        var found = await lists.CompareAsync(pageSize: 1000);

        found.Should().ContainSingle(text => text.EndsWith($"{List} lacks more than 1000 stored users", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_item_without_id_is_a_finding()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 6);
        lists.Items.Insert(2, new JsonObject { ["display_name"] = "Nobody" });

        (await lists.CompareAsync()).Should().Equal($"project:project-1 {List} has an item without id");
    }

    [Fact]
    public async Task An_item_without_id_after_all_stored_users_is_a_finding()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 4);
        lists.Items.Add(new JsonObject { ["id"] = null });

        (await lists.CompareAsync(pageSize: 5)).Should().Equal($"project:project-1 {List} has an item without id");
    }

    [Fact]
    public async Task A_list_of_nothing_but_items_without_id_comes_to_an_end()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 4);
        lists.Page = page => [.. page.Select(_ => new JsonObject())];
        lists.Cursor = (_, _) => Tenant.Numbered(1).ToString();

        var found = await lists.CompareAsync();

        found.Should().Contain($"project:project-1 {List} has an item without id");
        lists.Calls.Should().BeLessThan(50);
    }

    [Theory]
    [InlineData("\"soon\"")]
    [InlineData("null")]
    [InlineData("1.5")]
    public async Task A_place_that_is_no_number_of_milliseconds_is_no_crash(string time)
    {
        var lists = await ListScenario.WithUsersAsync(databases, 6);
        var odd = FakeUserList.Item(Tenant.Numbered(999), 0);
        odd["signed_up_at_millis"] = JsonNode.Parse(time);
        lists.Items.Insert(2, odd);

        (await lists.CompareAsync()).Should().Contain($"{ListScenario.User(999)} is in {List}, but is not stored");
    }

    [Fact]
    public async Task A_page_after_the_last_stored_user_that_cannot_be_served_is_a_finding()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 4);
        lists.Items.Add(FakeUserList.Item(Tenant.Numbered(999), 9_000));
        lists.Broken.Add(Tenant.Numbered(999));

        (await lists.CompareAsync()).Should().ContainSingle()
            .Which.Should().StartWith($"project:project-1 {List} should answer 200, but answers 500");
    }
}
