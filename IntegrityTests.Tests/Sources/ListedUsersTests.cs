using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Sources;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Sources;

public sealed class ListedUsersTests
{
    private readonly SourceOutcome _outcome = new("user");

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
    public async Task A_list_that_cannot_be_read_is_not_verified()
    {
        await using var server = await FakeApi.AnsweringAsync("{}", 404);

        await IdsAsync(server, null);

        Concluding().Should().Throw<NotVerifiedException>()
            .WithMessage(
                "The users of project Shop (project-1) cannot be found: /api/v1/users?limit=1000&include_anonymous=true answers 404*");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task A_list_that_goes_in_circles_ends_and_is_not_verified(int length)
    {
        var pages = 0;
        await using var server = await FakeApi.StartAsync(context =>
        {
            var number = pages++ % length;
            return context.AnswerAsync(Page($$"""{"id":"{{Tenant.Numbered(number)}}"}""", Tenant.Numbered((number + 1) % length)));
        });

        (await IdsAsync(server, null)).Distinct().Should().HaveCount(length);

        server.Asked.Should().HaveCountLessThanOrEqualTo((4 * length) + 4);
        Concluding().Should().Throw<NotVerifiedException>().WithMessage("*listed before*never ends*");
    }

    [Fact]
    public async Task A_page_without_users_that_names_a_next_one_ends_the_list_and_is_not_verified()
    {
        await using var server = await FakeApi.AnsweringAsync(Page("", Tenant.Numbered(1)));

        await IdsAsync(server, null);

        server.Asked.Should().ContainSingle();
        Concluding().Should().Throw<NotVerifiedException>().WithMessage("*has no users*");
    }

    [Fact]
    public async Task A_user_without_id_is_not_verified_and_hides_no_other()
    {
        await using var server = await FakeApi.AnsweringAsync(Page($$"""{"name":"nobody"},{"id":"{{Tenant.Numbered(1)}}"}""", null));

        (await IdsAsync(server, null)).Should().Equal(Tenant.Numbered(1));

        Concluding().Should().Throw<NotVerifiedException>()
            .WithMessage("1 user of project Shop (project-1) cannot be verified:*without an id.");
    }

    [Fact]
    public async Task A_limit_that_is_reached_is_an_end_like_any_other()
    {
        await using var server = await FakeApi.StartAsync(Users(5).AnswerAsync);

        await IdsAsync(server, 3);

        Concluding().Should().NotThrow();
    }

    private static string Page(string items, Guid? next) =>
        $$"""{"items":[{{items}}],"pagination":{"next_cursor":{{(next is null ? "null" : $"\"{next}\"")}} } }""";

    private static FakeUserList Users(int count) =>
        new([.. Enumerable.Range(1, count).Select(number => FakeUserList.Item(Tenant.Numbered(number), number))]);

    private Action Concluding() => () =>
    {
        _outcome.Found();
        _outcome.Conclude();
    };

    private async Task<List<Guid>> IdsAsync(FakeApi server, int? limit) =>
        await ListedUsers.PagesAsync(server.Client(), Example.Project(), limit, _outcome, default)
            .SelectMany(page => page)
            .Select(user => user.Id)
            .ToListAsync();
}
