using FluentAssertions;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Api;

/// <summary>Answers that do not come from the platform: a proxy's, a firewall's, a redirect.</summary>
public sealed class ForeignAnswerTests
{
    [Fact]
    public async Task What_the_platform_says_with_a_code_is_not_asked_again()
    {
        await using var server = await FakeApi.StartAsync(context =>
        {
            context.Response.Headers["x-stack-known-error"] = "USER_NOT_FOUND";
            return context.AnswerAsync("""{"code":"USER_NOT_FOUND"}""", 404);
        });

        var response = await AskAsync(server.Client());

        response.Status.Should().Be(System.Net.HttpStatusCode.NotFound);
        response.IsRefusal.Should().BeTrue();
        server.Asked.Should().ContainSingle();
    }

    [Theory]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(418)]
    public async Task What_the_platform_does_not_say_is_asked_again_and_is_then_the_answer(int status)
    {
        await using var server = await FakeApi.AnsweringAsync("{}", status);
        var row = new TestRow();

        var response = await AskAsync(server.Client(), row);

        ((int)response.Status).Should().Be(status);
        response.IsRefusal.Should().BeFalse();
        server.Asked.Should().HaveCount(2);
        row.Findings.Should().BeEmpty("the check decides what it means");
    }

    [Theory]
    [InlineData(403, "text/html", "403, an HTML page of 9 bytes (text/html), which is not an answer that Stack Auth gives to this")]
    [InlineData(200, "text/html", "200, an HTML page of 9 bytes (text/html)")]
    public async Task What_the_platform_does_not_say_is_reported_also_when_it_passes(int status, string type, string summary)
    {
        await using var server = await FailingAsync(times: 1, context => context.AnswerAsync("<p>no</p>", status, type));
        var row = new TestRow();

        (await AskAsync(server.Client(), row)).IsOk.Should().BeTrue();

        var found = row.Findings.Should().ContainSingle().Which;
        found.Severity.Should().Be(Severity.Error, "somebody got that answer");
        found.Message.Should().Be($"answered {summary} once; asked again it was 200");
    }

    [Theory]
    [InlineData(408)]
    [InlineData(520)]
    [InlineData(524)]
    [InlineData(530)]
    public async Task A_proxy_that_got_no_answer_is_asked_again_like_one_under_load(int status)
    {
        await using var server = await FailingAsync(times: 2, context => context.AnswerAsync("<p>no</p>", status, "text/html"));
        var row = new TestRow();

        (await AskAsync(server.Client(), row)).IsOk.Should().BeTrue();

        server.Asked.Should().HaveCount(3);
        row.Findings.Should().BeEmpty();
    }

    [Theory]
    [InlineData("https://ada:secret@login.example.com/start?email=ada@example.com#top", "https://login.example.com/start")]
    [InlineData("/users/ada@example.com", "/(a path that is not shown)")]
    [InlineData("/login?next=/api", "/login")]
    [InlineData(null, "nowhere: it has no header Location")]
    public async Task A_redirect_is_named_with_its_target_and_nothing_personal(string? location, string target)
    {
        await using var server = await FakeApi.StartAsync(context =>
        {
            if (location is not null) context.Response.Headers.Location = location;
            return context.AnswerAsync("", 307);
        });

        (await AskAsync(server.Client())).Summary.Should().StartWith($"307, a redirect to {target}, an empty body");
    }

    [Theory]
    [InlineData("cloudflare", "sent by cloudflare")]
    [InlineData("nginx/1.25 (ada@example.com)", "sent by nginx,")]
    public async Task A_known_proxy_is_named_by_its_own_header(string header, string named)
    {
        await using var server = await FakeApi.StartAsync(context =>
        {
            context.Response.Headers.Server = header;
            return context.AnswerAsync("<html>blocked", 403, "text/html");
        });

        (await AskAsync(server.Client())).Summary.Should().Contain(named).And.NotContain("ada");
    }

    [Fact]
    public async Task A_code_that_is_none_is_not_shown()
    {
        await using var server = await FakeApi.StartAsync(context =>
        {
            context.Response.Headers["x-stack-known-error"] = "ada@example.com";
            return context.AnswerAsync("{}", 404);
        });

        (await AskAsync(server.Client())).Summary.Should().NotContain("ada");
    }

    [Fact]
    public async Task Kept_connections_that_are_all_reset_are_not_used_again()
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        await using var server = await FakeApi.StartAsync(async context =>
        {
            if (!seen.TryAdd(context.Connection.Id, true)) context.Abort();
            else await context.AnswerAsync("{}");
        });
        var api = server.Client(concurrency: 16);

        for (var round = 0; round < 3; round++)
            await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => AskAsync(api)));

        seen.Should().HaveCountGreaterThan(16, "connections were reset, and new ones opened");
    }

    private static Task<ApiResponse> AskAsync(AdminApi api, TestRow? row = null) =>
        api.GetAsync(Example.Project(), "user:1", "/api/v1/users/1", default, row?.Row);

    private static Task<FakeApi> FailingAsync(int times, RequestDelegate fail)
    {
        var left = times;
        return FakeApi.StartAsync(context => left-- > 0 ? fail(context) : context.AnswerAsync("{}"));
    }
}
