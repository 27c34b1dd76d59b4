using FluentAssertions;
using IntegrityTests.Deployment.ClickHouse;
using IntegrityTests.Tests.Fakes;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace IntegrityTests.Tests.Deployment;

/// <summary>What answers instead of ClickHouse is told apart, each with what to do about it.</summary>
public sealed class ClickHouseFailureTests
{
    private const string Password = "k4n4ry-password";

    [Theory]
    [InlineData(200, "<html><body>Welcome</body></html>")]
    [InlineData(200, "")]
    [InlineData(502, "<html><body>Bad Gateway</body></html>")]
    [InlineData(404, "not found")]
    public async Task The_page_of_another_server_is_not_ClickHouse(int status, string body)
    {
        await using var api = await FakeApi.AnsweringAsync(body, status, "text/html");

        (await ProblemAsync(api.Url)).Should().Contain("INTEGRITY_CLICKHOUSE_URL").And.Contain("HTTP interface")
            .And.NotContainAny(Password, body.Length == 0 ? Password : body);
    }

    [Theory]
    [InlineData(516, "AUTHENTICATION_FAILED", "refused the user name or password*INTEGRITY_CLICKHOUSE_PASSWORD*")]
    [InlineData(497, "ACCESS_DENIED", "refused to show a table of analytics_internal*INTEGRITY_CLICKHOUSE_USER*")]
    [InlineData(159, "TIMEOUT_EXCEEDED", "gave a query up: code 159 (TIMEOUT_EXCEEDED)*less to do*")]
    [InlineData(241, "MEMORY_LIMIT_EXCEEDED", "gave a query up: code 241 (MEMORY_LIMIT_EXCEEDED)*")]
    [InlineData(60, "UNKNOWN_TABLE", "answered with an error: code 60 (UNKNOWN_TABLE)*")]
    public async Task An_error_of_ClickHouse_is_said_without_what_it_quotes(int code, string name, string expected)
    {
        await using var api = await FakeApi.StartAsync(async context =>
        {
            context.Response.StatusCode = 500;
            context.Response.Headers["X-ClickHouse-Exception-Code"] = $"{code}";
            await context.Response.WriteAsync($"Code: {code}. DB::Exception: 'ada@example.com' is wrong. ({name}) (version 26.7)");
        });

        (await ProblemAsync(api.Url)).Should().Match($"ClickHouse at {api.Url} {expected}").And.NotContainAny("ada@example.com", Password);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_in_time_is_said()
    {
        await using var api = await FakeApi.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        (await ProblemAsync(api.Url, TimeSpan.FromMilliseconds(200))).Should().Contain("did not answer in time");
    }

    [Fact]
    public async Task A_server_that_is_down_is_said() =>
        (await ProblemAsync(new Uri("http://127.0.0.1:1"))).Should().Contain("cannot be reached").And.Contain("INTEGRITY_CLICKHOUSE_URL");

    [Fact]
    public async Task A_redirect_is_not_followed_with_the_password()
    {
        await using var other = await FakeApi.AnsweringAsync("ok");
        await using var api = await FakeApi.StartAsync(context =>
        {
            context.Response.Redirect(other.Url.AbsoluteUri, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });

        (await ProblemAsync(api.Url)).Should().Contain("INTEGRITY_CLICKHOUSE_URL");
        other.Asked.Should().BeEmpty();
    }

    private static async Task<string> ProblemAsync(Uri url, TimeSpan? timeout = null)
    {
        var address = new ClickHouseAddress(url, "reader", Password, timeout ?? TimeSpan.FromSeconds(30));
        var opening = () => ClickHouseServer.OpenAsync(address, CancellationToken.None);
        return (await opening.Should().ThrowAsync<ClickHouseUnavailableException>()).Which.Message;
    }
}
