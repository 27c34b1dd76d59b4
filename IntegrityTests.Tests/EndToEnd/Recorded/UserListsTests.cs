using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>The lists that are made here are the lists that were recorded.</summary>
public sealed class UserListsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("&include_restricted=true")]
    [InlineData("&include_anonymous=true")]
    public void A_made_list_equals_the_recorded_one(string filter)
    {
        var path = "/api/v1/users?limit=1000" + filter;

        foreach (var recording in (Recording[])[Recording.Reference, Recording.Newer])
            foreach (var (key, recorded) in recording.Answers.Where(answer => answer.Key.Path == path))
                JsonNode.DeepEquals(new UserLists(recording, key.Project).Page(path).Body, recorded.Body).Should().BeTrue(key.Project);
    }

    [Fact]
    public void A_page_names_the_first_user_of_the_next()
    {
        var lists = new UserLists(Recording.Reference, Granting.Id);
        var all = Ids(lists.Page("/api/v1/users?limit=1000&include_anonymous=true"));

        var first = lists.Page("/api/v1/users?limit=10&include_anonymous=true");
        var second = lists.Page($"/api/v1/users?limit=1000&include_anonymous=true&cursor={NextCursor(first)}");

        NextCursor(first).Should().Be(all[10]);
        Ids(first).Concat(Ids(second)).Should().Equal(all);
        NextCursor(second).Should().BeNull();
    }

    private static string? NextCursor(Answer page) => (string?)page.Body!["pagination"]!["next_cursor"];

    private static List<string> Ids(Answer page) => [.. page.Body!["items"]!.AsArray().Select(item => UserLists.IdOf(item!.AsObject()))];
}
