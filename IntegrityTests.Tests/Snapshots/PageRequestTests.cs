using FluentAssertions;
using IntegrityTests.Snapshots.Files;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>What of an address is saved, and what only says which page was asked for.</summary>
public sealed class PageRequestTests
{
    [Theory]
    [InlineData("/api/v1/users/1", "/api/v1/users/1", null, null)]
    [InlineData("/api/v1/users?limit=1000", "/api/v1/users", 1000, null)]
    [InlineData("/api/v1/users?limit=1000&cursor=c", "/api/v1/users", 1000, "c")]
    [InlineData("/api/v1/users?only_anonymous=true&cursor=&limit=x", "/api/v1/users?only_anonymous=true", null, "")]
    [InlineData("?limit=1", "", 1, null)]
    public void A_page_is_no_part_of_what_is_saved(string asked, string path, int? limit, string? cursor)
    {
        var request = PageRequest.Of(asked);

        (request.Path, request.Limit, request.Cursor).Should().Be((path, limit, cursor));
    }

    [Theory]
    [InlineData("/api/v1/users?limit=1000", "default")]
    [InlineData("/api/v1/users?include_anonymous=true&limit=1000&include_restricted=true", "include_anonymous_include_restricted")]
    [InlineData("/api/v1/internal/payments/transactions?limit=200", "transactions")]
    [InlineData("/api/v1/teams", null)]
    [InlineData("/api/v1/teams?user_id=1", null)]
    [InlineData("/api/v1/payments/products/user/1?limit=100", null)]
    [InlineData("/api/v1/unknown?limit=100", null)]
    public void Only_a_list_of_the_whole_project_that_has_pages_is_a_file_of_its_own(string asked, string? list) =>
        PageRequest.Of(asked).LongList.Should().Be(list);
}
