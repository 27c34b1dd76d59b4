using FluentAssertions;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Api;

public sealed class AdminApiRetryTests
{
    private static readonly TimeSpan Forever = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_refusal_for_load_is_asked_again(int status)
    {
        await using var server = await FailingAsync(times: 2, context => context.AnswerAsync("later", status, "text/plain"));
        var row = new TestRow();

        var response = await AskAsync(server.Client(), row);

        response.IsOk.Should().BeTrue();
        server.Asked.Should().HaveCount(3);
        row.Calls.Should().Be(3);
        row.Findings.Should().BeEmpty("load says nothing about the data");
    }

    [Fact]
    public async Task A_refusal_for_good_is_not_verified()
    {
        await using var server = await FakeApi.AnsweringAsync("later", 503, "text/plain");

        var asking = () => AskAsync(server.Client());

        (await asking.Should().ThrowAsync<NotVerifiedException>())
            .WithMessage("/api/v1/users/1 was refused, also when asked again: the server answers 503, 5 bytes of text/plain.");
        server.Asked.Should().HaveCount(5);
    }

    [Fact]
    public async Task Retry_After_is_honoured()
    {
        await using var server = await FailingAsync(times: 1, context =>
        {
            context.Response.Headers.RetryAfter = "0";
            return context.AnswerAsync("", 429);
        });

        var response = await AskAsync(server.Client(retryDelay: Forever));

        response.IsOk.Should().BeTrue("the server's 0 s replace the pause of an hour");
    }

    [Fact]
    public async Task Retry_After_may_be_a_date_that_has_passed()
    {
        await using var server = await FailingAsync(times: 1, context =>
        {
            context.Response.Headers.RetryAfter = "Fri, 01 Jan 2021 00:00:00 GMT";
            return context.AnswerAsync("", 503);
        });

        var response = await AskAsync(server.Client(retryDelay: Forever));

        response.IsOk.Should().BeTrue();
    }

    [Fact]
    public async Task Retry_After_as_a_date_is_counted_from_the_clock_of_the_run()
    {
        await using var server = await FailingAsync(times: 1, context =>
        {
            context.Response.Headers.RetryAfter = "Thu, 01 Jan 2099 00:00:20 GMT";
            return context.AnswerAsync("", 503);
        });
        var clock = new WatchedClock();
        clock.SetUtcNow(new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var settings = new AdminApiSettings(server.Url, FakeApi.Key, Forever, 1, null) { Clock = clock };
        await using var api = new AdminApi(settings, _ => { });

        var asking = AskAsync(api);

        (await clock.NextWaitAsync()).Should().Be(Forever);
        (await clock.NextWaitAsync()).Should().Be(TimeSpan.FromSeconds(20));
        clock.Advance(TimeSpan.FromSeconds(20));
        (await asking).IsOk.Should().BeTrue();
    }

    [Fact]
    public async Task A_reset_connection_is_asked_again()
    {
        await using var server = await FailingAsync(times: 2, Reset);

        var response = await AskAsync(server.Client());

        response.IsOk.Should().BeTrue();
    }

    [Fact]
    public async Task A_connection_that_is_always_reset_is_not_verified()
    {
        await using var server = await FakeApi.StartAsync(Reset);

        var asking = () => AskAsync(server.Client());

        (await asking.Should().ThrowAsync<NotVerifiedException>()).WithMessage("/api/v1/users/1 got no answer, also when asked again: *");
    }

    [Fact]
    public async Task A_closed_port_is_not_verified()
    {
        var server = await FakeApi.AnsweringAsync("{}");
        var url = server.Url;
        await server.DisposeAsync();
        var settings = new AdminApiSettings(url, FakeApi.Key, Forever, 1, null) { RetryDelay = TimeSpan.FromMilliseconds(1) };
        await using var api = new AdminApi(settings, _ => { });

        var asking = () => AskAsync(api);

        (await asking.Should().ThrowAsync<NotVerifiedException>()).WithMessage("*: Connection refused.");
    }

    [Fact]
    public async Task A_500_that_stays_is_the_answer()
    {
        await using var server = await FakeApi.AnsweringAsync("Something went wrong... Request ID: 1", 500, "text/plain");
        var row = new TestRow();

        var response = await AskAsync(server.Client(), row);

        response.Summary.Should().Be("500, 37 bytes of text/plain, request ID 1");
        server.Asked.Should().HaveCount(2);
        row.Findings.Should().BeEmpty("the check decides what it means");
    }

    [Fact]
    public async Task A_500_that_passes_is_a_warning()
    {
        await using var server = await FailingAsync(times: 1, context => context.AnswerAsync("", 500));
        var row = new TestRow();

        var response = await AskAsync(server.Client(), row);

        response.IsOk.Should().BeTrue();
        row.Findings.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Severity = Severity.Warning,
            Code = "TST001",
            Project = "project-1",
            ProjectName = "Shop",
            Subject = "user:1",
            Endpoint = "/api/v1/users/1",
            Message = "flaky: the first answer was 500, an empty body, asked again it was 200",
        });
    }

    [Fact]
    public async Task A_500_that_passes_outside_a_row_is_silent()
    {
        await using var server = await FailingAsync(times: 1, context => context.AnswerAsync("", 500));

        (await AskAsync(server.Client())).IsOk.Should().BeTrue();
    }

    [Fact]
    public async Task No_exception_holds_the_key()
    {
        await using var server = await FakeApi.StartAsync(Reset);

        var asking = () => AskAsync(server.Client());

        (await asking.Should().ThrowAsync<NotVerifiedException>()).Which.ToString().Should().NotContain(FakeApi.Key);
    }

    private static Task<ApiResponse> AskAsync(AdminApi api, TestRow? row = null) =>
        api.GetAsync(Example.Project(), "user:1", "/api/v1/users/1", default, row?.Row);

    private static Task<FakeApi> FailingAsync(int times, RequestDelegate fail)
    {
        var left = times;
        return FakeApi.StartAsync(context => left-- > 0 ? fail(context) : context.AnswerAsync("{}"));
    }

    private static Task Reset(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }
}
