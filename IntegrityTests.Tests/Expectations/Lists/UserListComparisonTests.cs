using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Expectations.Lists;

[Collection(DatabaseCollection.Name)]
public sealed class UserListComparisonTests(DatabaseFixture databases)
{
    private const string List = "the list of all users";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(12)]
    public async Task A_complete_list_has_no_finding(int users)
    {
        var lists = await ListScenario.WithUsersAsync(databases, users);

        (await lists.CompareAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(1001, 2)]
    public async Task A_full_page_needs_no_second_one(int users, int calls)
    {
        var lists = await ListScenario.WithUsersAsync(databases, users);

        (await lists.CompareAsync(pageSize: 1000)).Should().BeEmpty();
        lists.Calls.Should().Be(calls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(10)]
    public async Task A_user_that_is_not_listed_is_found(int missing)
    {
        var lists = await ListScenario.WithUsersAsync(databases, 10);
        lists.Items.RemoveAt(missing - 1);

        var found = await lists.CompareAsync();

        found.Should().ContainSingle().Which.Should().StartWith($"{ListScenario.User(missing)} ");
    }

    [Fact]
    public async Task A_user_in_the_middle_that_is_not_listed_is_said_to_be_stored()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 10);
        lists.Items.RemoveAt(5);

        (await lists.CompareAsync()).Should().Equal($"{ListScenario.User(6)} is stored, but {List} does not have it");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 5)]
    [InlineData(10, 99)]
    public async Task A_user_that_is_not_stored_is_found(int position, int second)
    {
        var lists = await ListScenario.WithUsersAsync(databases, 10);
        lists.Items.Insert(position, FakeUserList.Item(Tenant.Numbered(999), second * 1000L));

        (await lists.CompareAsync()).Should().Equal($"{ListScenario.User(999)} is in {List}, but is not stored");
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(3, 5)]
    [InlineData(3, 9)]
    [InlineData(10, 10)]
    public async Task A_user_that_is_listed_twice_is_found(int user, int position)
    {
        var lists = await ListScenario.WithUsersAsync(databases, 10);
        lists.Items.Insert(position, FakeUserList.Item(Tenant.Numbered(user), user * 1000L));

        (await lists.CompareAsync()).Should()
            .Equal($"{ListScenario.User(user)} is in {List} more than once, out of order, or although it should not be");
    }

    [Fact]
    public async Task Another_order_hides_nobody()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 10);
        lists.Items.Reverse(2, 6);

        (await lists.CompareAsync()).Should().BeEmpty("the same users are listed, each once");
    }

    [Fact]
    public async Task A_user_that_signs_up_meanwhile_is_no_finding()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 6);
        lists.BeforeTheEnd = () => lists.Tenant.AddUserAsync(Tenant.Numbered(50), "2026-01-01");
        lists.Items.Add(FakeUserList.Item(Tenant.Numbered(50), 1_767_225_600_000));

        (await lists.CompareAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_listed_user_whom_the_replica_does_not_have_yet_is_no_finding()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 6);
        lists.Items.Add(FakeUserList.Item(Tenant.Numbered(50), 50_000));
        lists.Replay = () => lists.Tenant.AddUserAsync(Tenant.Numbered(50), "1970-01-01 00:00:50");

        (await lists.CompareAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_list_that_ends_before_a_user_whom_only_the_replica_still_has_does_not_end_early()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 6);
        lists.Items.RemoveAt(5);
        lists.Replay = () => lists.DeleteAsync(6);

        (await lists.CompareAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_user_whose_change_the_replica_does_not_have_yet_is_no_finding()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 6);
        lists.Items[2]["display_name"] = "New";
        lists.Replay = () => lists.RenameAsync(3, "New");

        (await lists.CompareAsync(withViews: true)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_user_that_signs_up_and_is_deleted_meanwhile_is_no_finding()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 6);
        lists.AfterThePage = () => lists.Tenant.AddUserAsync(Tenant.Numbered(50), "1970-01-01 00:00:02.5");
        lists.Items.Insert(2, FakeUserList.Item(Tenant.Numbered(50), 2500));
        lists.BeforeTheEnd = () =>
        {
            lists.Items.RemoveAt(2);
            return lists.DeleteAsync(50);
        };

        (await lists.CompareAsync()).Should().BeEmpty();
        lists.Skips.Should().ContainSingle().Which.Comparison.Should().Be("changed meanwhile");
    }

    [Fact]
    public async Task A_page_that_cannot_be_had_again_is_not_verified()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 6);
        lists.Items.Insert(2, FakeUserList.Item(Tenant.Numbered(50), 2500));
        var isDown = false;
        lists.Broken.Add(Tenant.Numbered(60));
        lists.Page = page => isDown ? [FakeUserList.Item(Tenant.Numbered(60), 0)] : page;
        lists.BeforeTheEnd = () =>
        {
            isDown = true;
            return Task.CompletedTask;
        };

        var comparing = () => lists.CompareAsync();

        await comparing.Should().ThrowAsync<NotVerifiedException>().WithMessage("*could not be had again: */users?* answers 500*");
        lists.Found.Should().BeEmpty();
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Somebody_who_signs_up_after_the_list_came_to_its_end_is_no_finding(bool isListed, int found)
    {
        // As many as a page of stored users has: the second one is read after the list.
        var lists = await ListScenario.WithUsersAsync(databases, 1000);
        lists.BetweenPages = async () =>
        {
            await lists.Tenant.AddUserAsync(Tenant.Numbered(1001), "1970-01-01 00:20:00");
            if (isListed) lists.Items.Add(FakeUserList.Item(Tenant.Numbered(1001), 1_200_000));
            lists.BetweenPages = () => Task.CompletedTask;
        };

        (await lists.CompareAsync(pageSize: 1000)).Should().HaveCount(found);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_user_who_comes_to_belong_in_the_list_meanwhile_is_no_finding(bool belongsNow, int found)
    {
        var lists = await ListScenario.WithUsersAsync(databases, 6);
        var third = Tenant.Numbered(3);
        lists.Belongs = user => user.Id != third;
        lists.BeforeTheEnd = () =>
        {
            lists.Belongs = user => belongsNow || user.Id != third;
            return Task.CompletedTask;
        };

        (await lists.CompareAsync()).Should().HaveCount(found);
    }

    [Fact]
    public async Task A_user_who_does_not_belong_in_the_list_any_more_is_not_missed()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 6);
        var third = Tenant.Numbered(3);
        lists.Items.RemoveAt(2);
        lists.BeforeTheEnd = () =>
        {
            lists.Belongs = user => user.Id != third;
            return Task.CompletedTask;
        };

        (await lists.CompareAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_user_that_is_deleted_meanwhile_is_no_finding()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 6);
        lists.Items.RemoveAt(2);
        lists.BeforeTheEnd = () => lists.DeleteAsync(3);

        (await lists.CompareAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task What_an_item_says_is_compared_and_named_by_its_user()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 6);
        lists.Items[4]["display_name"] = "Somebody else";

        (await lists.CompareAsync(withViews: true)).Should()
            .Equal($"{ListScenario.User(5)} $.items[0].display_name differs from the database");
    }

    [Fact]
    public async Task With_a_limit_of_users_the_rest_of_the_list_is_not_read()
    {
        var lists = await ListScenario.WithUsersAsync(databases, 12);

        (await lists.CompareAsync(limit: 4)).Should().BeEmpty();
        lists.Calls.Should().Be(1);
    }
}
