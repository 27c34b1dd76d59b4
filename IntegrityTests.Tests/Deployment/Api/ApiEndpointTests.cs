using FluentAssertions;
using IntegrityTests.Deployment.Api;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Api;

public sealed class ApiEndpointTests
{
    [Theory]
    [InlineData("/api/v1/internal/projects/current", nameof(ApiEndpoint.Project))]
    [InlineData("/api/v1/users", nameof(ApiEndpoint.Users))]
    [InlineData("/api/v1/users?limit=1000&include_anonymous=true&cursor=7", nameof(ApiEndpoint.Users))]
    [InlineData("/api/v1/users/7", nameof(ApiEndpoint.User))]
    [InlineData("/api/v1/teams", nameof(ApiEndpoint.Teams))]
    [InlineData("/api/v1/teams?user_id=7", nameof(ApiEndpoint.TeamsOf))]
    [InlineData("/api/v1/team-permissions?team_id=7", nameof(ApiEndpoint.TeamPermissionsOf))]
    [InlineData("/api/v1/payments/items/custom/ann%2Fother/credits", nameof(ApiEndpoint.Item))]
    [InlineData("/api/v1/payments/products/user/7?limit=100&cursor=x", nameof(ApiEndpoint.Products))]
    [InlineData("/api/v1/internal/payments/transactions?limit=200", nameof(ApiEndpoint.Transactions))]
    [InlineData("/api/v1/teams?created_by=7", null)]
    [InlineData("/api/v1/users/7/sessions", null)]
    [InlineData("/api/v1/unknown", null)]
    [InlineData("", null)]
    public void The_endpoint_of_an_answer_is_found_by_its_path(string path, string? name) =>
        ApiEndpoint.Find(path).Should().BeSameAs(name is null ? null : typeof(ApiEndpoint).GetField(name)!.GetValue(null));

    public static TheoryData<string> Templates => [.. ApiEndpoint.All.Select(endpoint => endpoint.Template)];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_endpoint_is_the_one_that_is_found_by_what_is_asked_of_it(string template)
    {
        var endpoint = ApiEndpoint.All.Single(endpoint => endpoint.Template == template);
        var values = Enumerable.Repeat("a/b?c&d", template.Count(letter => letter == '{')).ToArray();

        ApiEndpoint.Find(endpoint.Of(values)).Should().BeSameAs(endpoint);
    }

    [Fact]
    public void Every_endpoint_is_in_the_list_of_all()
    {
        var fields = typeof(ApiEndpoint).GetFields().Where(field => field.FieldType == typeof(ApiEndpoint));

        ApiEndpoint.All.Should().BeEquivalentTo(fields.Select(field => (ApiEndpoint)field.GetValue(null)!));
    }

    [Fact]
    public void A_list_says_what_its_items_are_and_where_they_stand() =>
        ApiEndpoint.All.Should().OnlyContain(endpoint =>
            (endpoint.List == null) == (endpoint.Kind == null) && (endpoint.PageSize == 0 || endpoint.List != null));

    [Fact]
    public void Values_of_any_text_are_escaped() =>
        ApiEndpoint.Item.Of("custom", "a/b", "c d").Should().Be("/api/v1/payments/items/custom/a%2Fb/c%20d");
}
