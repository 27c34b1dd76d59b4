using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using SampleDeployment;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>What tells the versions of the platform apart, and what the newest one answers that the other does not.</summary>
public sealed class PlatformTests(SampleDataFixture reference, NewestSampleDataFixture newest)
    : IClassFixture<SampleDataFixture>, IClassFixture<NewestSampleDataFixture>
{
    private const string NoId = "00000000-0000-0000-0000-000000000000";
    private static readonly string Project = Plans.Ordinary.Id;

    [Theory]
    [InlineData("2026-03", HttpStatusCode.OK)]
    [InlineData("2026-04", HttpStatusCode.BadRequest)]
    public async Task An_unknown_id_as_a_cursor_is_ignored_or_refused(string platform, HttpStatusCode expected)
    {
        await using var served = await SampleOf(platform).ServeAsync();

        using var response = await served.GetAsync(Project, $"internal/payments/transactions?limit=1&cursor={NoId}");

        response.StatusCode.Should().Be(expected);
        var text = await response.Content.ReadAsStringAsync();
        if (expected == HttpStatusCode.OK)
            JsonNode.Parse(text)!["transactions"]!.AsArray().Should().ContainSingle();
        else
            text.Should().Be("Invalid cursor");
    }

    [Theory]
    [InlineData("2026-03", "2.8.77", HttpStatusCode.NotFound)]
    [InlineData("2026-04", "2.8.86", HttpStatusCode.OK)]
    public async Task A_server_says_its_version(string platform, string version, HttpStatusCode components)
    {
        await using var served = await SampleOf(platform).ServeAsync();

        (await CheckAsync(served, "999.0.0"))["error"]!.ToString().Should().Contain($"the current version is v{version})");
        (await CheckAsync(served, "2.8.50"))["error"]!.ToString().Should().NotContain(version);
        (await CheckAsync(served, version))["upToDate"]!.GetValue<bool>().Should().BeTrue();
        (await served.StatusAsync(Project, "internal/component-versions")).Should().Be(components);
    }

    [Fact]
    public async Task The_newest_lists_anonymous_users_alone_if_they_are_asked_for()
    {
        await using var served = await newest.ServeAsync();
        var project = Plans.Default.Single(plan => plan.RequiresVerifiedEmail).Id;

        var anonymous = await served.JsonAsync(project, "users?include_anonymous=true&only_anonymous=true");

        anonymous["items"]!.AsArray().Should().NotBeEmpty().And.OnlyContain(user => (bool)user!["is_anonymous"]!);
        (await served.StatusAsync(project, "users?only_anonymous=true")).Should().Be(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("2026-03", HttpStatusCode.InternalServerError)]
    [InlineData("2026-04", HttpStatusCode.OK)]
    public async Task A_country_that_does_not_exist_is_served_or_not(string platform, HttpStatusCode expected)
    {
        await using var copy = await SampleOf(platform).ServeCopyAsync("slow:0");
        const string Change =
            """UPDATE "ProjectUser" SET "signUpCountryCode" = 'XK' WHERE "projectUserId" = $1::uuid RETURNING "signUpCountryCode" """;
        var user = Plans.Ordinary.UserId(5).ToString();
        await copy.ScalarAsync<string>(Change, user);

        (await copy.Served.StatusAsync(Project, $"users/{user}")).Should().Be(expected);
        (await copy.Served.StatusAsync(Project, "users?limit=1000")).Should().Be(expected);
    }

    [Fact]
    public async Task A_project_that_has_just_been_made_is_welcomed_by_the_newest()
    {
        await using var served = await newest.ServeAsync();

        var project = await served.JsonAsync(Plans.Default.Single(plan => plan.Users == 0).Id, "internal/projects/current");

        ((string?)project["onboarding_status"]).Should().Be("welcome");
    }

    [Fact]
    public async Task The_engine_computes_as_of_its_own_clock()
    {
        await using var copy = await newest.ServeCopyAsync("slow:0");
        const string Back =
            """UPDATE "BulldozerTimeFoldMetadata" SET "lastProcessedAt" = $1::timestamptz RETURNING "lastProcessedAt"::text""";
        var path = $"payments/products/user/{Plans.Ordinary.UserId(3)}";
        (await copy.Served.IdsAsync(Project, path)).Should().BeEmpty("the subscription has ended");

        await copy.ScalarAsync<string>(Back, "2026-06-01 00:00:00Z");

        (await copy.Served.IdsAsync(Project, path)).Should().Equal("user-plus");
    }

    [Fact]
    public async Task What_the_engine_does_not_have_was_not_bought()
    {
        await using var copy = await newest.ServeCopyAsync("slow:0");
        var path = $"payments/products/user/{Plans.Ordinary.UserId(4)}";
        (await copy.Served.IdsAsync(Project, path)).Should().Equal("user-solo");

        await copy.ScalarAsync<string>(
            """
            DELETE FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:payments-subscriptions"'
                AND value #>> '{rowData,customerId}' = $1 RETURNING id::text
            """,
            Plans.Ordinary.UserId(4).ToString());

        (await copy.Served.IdsAsync(Project, path)).Should().BeEmpty();
    }

    private SampleDataFixture SampleOf(string platform) => platform == Platform.Reference.Name ? reference : newest;

    private static async Task<JsonNode> CheckAsync(ServedDeployment served, string version)
    {
        using var response = await served.Http.PostAsJsonAsync($"{served.Url}/api/v1/check-version", new { clientVersion = version });
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
