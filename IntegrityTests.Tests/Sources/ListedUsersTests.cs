using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Sources;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Sources;

public sealed class ListedUsersTests
{
    [Theory]
    [InlineData(null, 1001)]
    [InlineData(1001, 1001)]
    [InlineData(1000, 1000)]
    [InlineData(3, 3)]
    public async Task Users_are_listed_page_by_page(int? limit, int expected)
    {
        await using var server = await FakeApi.StartAsync(Users(1001).AnswerAsync);

        var ids = await IdsAsync(server, limit);

        ids.Should().Equal(Enumerable.Range(1, expected).Select(Tenant.Numbered));
    }

    [Fact]
    public async Task Anonymous_users_are_listed_too()
    {
        await using var server = await FakeApi.StartAsync(Users(1).AnswerAsync);

        await IdsAsync(server, null);

        server.Asked.Should().Equal("/api/v1/users?limit=1000&include_anonymous=true");
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_is_no_empty_list()
    {
        await using var server = await FakeApi.AnsweringAsync("{}", 404);

        var listing = () => IdsAsync(server, null);

        (await listing.Should().ThrowAsync<DeploymentUnusableException>())
            .WithMessage("The users of project Shop (project-1) cannot be found: /api/v1/users?limit=1000&include_anonymous=true answers 404.");
    }

    [Fact]
    public async Task A_cursor_that_does_not_move_ends_the_list()
    {
        var users = new FakeUserList([FakeUserList.Item(Tenant.Numbered(1), 1)]) { Cursor = (page, _) => (string?)page[0]["id"] };
        await using var server = await FakeApi.StartAsync(users.AnswerAsync);

        (await IdsAsync(server, null)).Should().HaveCountLessThanOrEqualTo(2);
    }

    private static FakeUserList Users(int count) =>
        new([.. Enumerable.Range(1, count).Select(number => FakeUserList.Item(Tenant.Numbered(number), number))]);

    private static async Task<List<Guid>> IdsAsync(FakeApi server, int? limit) =>
        await ListedUsers.OfAsync(server.Client(), Example.Project(), limit, default).Select(user => user.Id).ToListAsync();
}
