using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Options;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Access;

[Collection(DatabaseCollection.Name)]
public sealed class PreflightTests(DatabaseFixture databases)
{
    private static readonly IntegrityOptions Replica = new() { UsesSample = false };

    [Fact]
    public void A_database_that_is_not_a_standby_is_refused_with_the_reason() => Preflight.WhyUnusable(databases.Database, Replica).Should()
        .StartWith("The database is not a standby (pg_is_in_recovery() is false): it may be production.")
        .And.EndWith("set INTEGRITY_ALLOW_PRIMARY=yes.");

    [Fact]
    public void A_disposable_copy_and_the_sample_are_accepted()
    {
        Preflight.WhyUnusable(databases.Database, Replica with { AllowPrimary = true }).Should().BeNull();
        Preflight.WhyUnusable(databases.Database, new IntegrityOptions()).Should().BeNull();
    }

    [Fact]
    public async Task A_database_without_the_tables_is_refused_with_what_is_missing()
    {
        var rows = await databases.CopyAsync();
        await rows.ExecuteAsync("DROP TABLE \"Tenancy\"");
        await using var database = await rows.OpenAsync();

        Preflight.WhyUnusable(database, Replica).Should().Be(
            "The database is not one of Stack Auth, or the user may not see its tables: table \"Tenancy\" is missing. "
            + "Check database name, schema and rights.");
    }

    [Theory]
    [InlineData(200, "application/json", null)]
    [InlineData(500, "text/plain", null)]
    [InlineData(401, "text/plain", "* refuses the admin key (401). *")]
    [InlineData(403, "text/html", "The URL * does not answer as Stack Auth's API: /api/*/current answers 403, an HTML page of *")]
    [InlineData(404, "text/html", "The URL * does not answer as Stack Auth's API: /api/*/current answers 404, an HTML page of *")]
    [InlineData(200, "text/html", "The URL * does not answer as Stack Auth's API: * Expected in INTEGRITY_API_URL: *")]
    [InlineData(404, "application/json", "The URL * does not answer as Stack Auth's API: *")]
    public async Task What_answers_must_be_the_admin_api(int status, string type, string? expected)
    {
        await using var server = await FakeApi.AnsweringAsync("{}", status, type);

        var problem = await Preflight.WhyUnusableAsync(server.Client(), server.Url, Example.Project(), _ => { }, default);

        if (expected is null) problem.Should().BeNull();
        else problem.Should().Match(expected);
    }

    [Fact]
    public async Task An_error_about_one_project_is_no_reason()
    {
        await using var server = await FakeApi.StartAsync(context =>
        {
            context.Response.Headers["x-stack-known-error"] = "BRANCH_DOES_NOT_EXIST";
            return context.AnswerAsync("{}", 400);
        });

        (await Preflight.WhyUnusableAsync(server.Client(), server.Url, Example.Project(), _ => { }, default)).Should().BeNull();
    }

    [Fact]
    public async Task A_server_that_is_down_is_a_reason()
    {
        var server = await FakeApi.AnsweringAsync("{}");
        var url = server.Url;
        await server.DisposeAsync();
        var settings = new AdminApiSettings(url, FakeApi.Key, TimeSpan.FromSeconds(5), 1, null)
        {
            RetryDelay = TimeSpan.FromMilliseconds(1),
        };
        await using var api = new AdminApi(settings, _ => { });

        (await Preflight.WhyUnusableAsync(api, url, Example.Project(), _ => { }, default)).Should()
            .StartWith($"The API at {url} cannot be used: ")
            .And.EndWith("Connection refused. Check INTEGRITY_API_URL, and that the server runs.");
    }
}
