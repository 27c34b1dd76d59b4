using FluentAssertions;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Api;

public sealed class EndpointsTests
{
    private static readonly Guid Id = Tenant.Numbered(10);

    [Fact]
    public void The_first_page_of_users_has_no_cursor() => Endpoints.Users(1000, "", null).Should().Be("/api/v1/users?limit=1000");

    [Fact]
    public void A_page_of_users_begins_at_its_cursor() => Endpoints.Users(5, "include_anonymous=true", Id)
        .Should().Be("/api/v1/users?limit=5&include_anonymous=true&cursor=0000000a-0000-4000-8000-000000000000");

    [Fact]
    public void Ids_are_written_with_dashes()
    {
        Endpoints.User(Id).Should().Be($"/api/v1/users/{Id:D}");
        Endpoints.ProjectPermissionsOf(Id).Should().Be($"/api/v1/project-permissions?user_id={Id:D}");
        Endpoints.TeamsOf(Id).Should().Be($"/api/v1/teams?user_id={Id:D}");
        Endpoints.TeamPermissionsOf(Id).Should().Be($"/api/v1/team-permissions?team_id={Id:D}");
    }
}
