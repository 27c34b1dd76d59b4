using FluentAssertions;
using IntegrityTests.Deployment.Generations;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Tests.Fakes;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Generations;

public sealed class ServerGenerationTests
{
    private const string Probe = "/api/v1/internal/payments/transactions?limit=1&cursor=00000000-0000-0000-0000-000000000000";

    [Theory]
    [InlineData(200, "application/json", """{"transactions":[],"next_cursor":null}""", Generation.March2026)]
    [InlineData(400, "text/plain", "Invalid cursor", Generation.April2026)]
    public async Task The_answer_to_a_cursor_that_is_none_tells_it(int status, string type, string body, Generation expected)
    {
        await using var server = await FakeApi.AnsweringAsync(body, status, type);

        var served = await AskAsync(server, projects: 2);

        served.Should().BeEquivalentTo(new { Generation = expected, WhyUnknown = (string?)null });
        server.Asked.Where(path => path == Probe).Should().HaveCountLessThanOrEqualTo(2, "one project is enough, asked twice at most");
    }

    [Fact]
    public async Task Where_a_project_is_damaged_another_one_is_asked_about()
    {
        var asked = 0;
        await using var server = await FakeApi.StartAsync(context =>
            context.Request.Method == "POST" || Interlocked.Increment(ref asked) <= 2
                ? context.AnswerAsync("crash", 500)
                : context.AnswerAsync("{}"));

        (await AskAsync(server, projects: 2)).Generation.Should().Be(Generation.March2026);
    }

    [Fact]
    public async Task Other_answers_leave_it_unknown_after_a_few_projects()
    {
        await using var server = await FakeApi.StartAsync(context =>
        {
            context.Response.Headers["x-stack-known-error"] = "BRANCH_DOES_NOT_EXIST";
            return context.AnswerAsync("{}", 400);
        });

        var served = await AskAsync(server, projects: 10);

        served.Should().Be(new ServerGeneration(null, $"{Probe} answers 400 BRANCH_DOES_NOT_EXIST", null));
        server.Asked.Count(path => path == Probe).Should().Be(3);
    }

    [Theory]
    [InlineData("your version is v999.0.0; the current version is v2.8.86). Update.", "2.8.86")]
    [InlineData("the current version is v2.9.0-rc.1)", "2.9.0-rc.1")]
    [InlineData("the current version is v2.8.86.", "2.8.86")]
    [InlineData("You are up to date", null)]
    [InlineData("current version is v", null)]
    public async Task The_package_version_is_read_from_what_an_old_client_is_told(string error, string? expected)
    {
        await using var server = await FakeApi.AnsweringAsync($$"""{"upToDate":false,"error":"{{error}}"}""");

        (await AskAsync(server)).PackageVersion.Should().Be(expected);
    }

    [Fact]
    public async Task The_package_version_is_asked_without_key_and_project()
    {
        var headers = new HeaderDictionary();
        var posted = "";
        await using var server = await FakeApi.StartAsync(async context =>
        {
            if (context.Request.Method == "POST")
            {
                foreach (var (name, value) in context.Request.Headers) headers[name] = value;
                posted = context.Request.Path + await new StreamReader(context.Request.Body).ReadToEndAsync();
            }

            await context.AnswerAsync("{}");
        });

        await AskAsync(server);

        posted.Should().Be("""/api/v1/check-version{"clientVersion":"999.0.0"}""");
        headers.Keys.Should().NotContain(name => name.StartsWith("x-stack", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task A_server_that_refuses_to_say_its_version_is_no_reason_to_stop(int status)
    {
        await using var server = await FakeApi.StartAsync(context =>
            context.AnswerAsync("{}", context.Request.Method == "POST" ? status : 200));
        var stopped = new List<string>();

        var served = await ServerGeneration.AskAsync(server.Client(stop: stopped.Add), Projects(1), default);

        served.Should().Be(new ServerGeneration(Generation.March2026, null, null));
        stopped.Should().BeEmpty();
    }

    private static async Task<ServerGeneration> AskAsync(FakeApi server, int projects = 1)
    {
        await using var api = server.Client();
        return await ServerGeneration.AskAsync(api, Projects(projects), default);
    }

    private static IAsyncEnumerable<Project> Projects(int count) => Enumerable.Repeat(Example.Project(), count).ToAsyncEnumerable();
}
