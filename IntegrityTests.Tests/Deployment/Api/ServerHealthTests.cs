using System.Net;
using FluentAssertions;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Api;

public sealed class ServerHealthTests
{
    private readonly List<string> _stops = [];
    private readonly ServerHealth _health;

    public ServerHealthTests() => _health = new ServerHealth(new Uri("http://api.example.com/"), _stops.Add);

    [Fact]
    public void Ten_calls_given_up_in_a_row_stop_the_run()
    {
        Repeat(9, () => _health.GaveUp("it hangs"));
        _stops.Should().BeEmpty();

        _health.GaveUp("Connection refused");

        _stops.Should().ContainSingle().Which.Should().Be(
            "The API at http://api.example.com/ is not usable: 10 calls in a row were given up, the last because Connection refused. "
            + "Check the server, then run again.");
    }

    [Fact]
    public void Any_answer_ends_the_row_of_failures()
    {
        Repeat(9, () => _health.GaveUp("it hangs"));
        _health.Answered(Example.Response(status: HttpStatusCode.NotFound));
        Repeat(9, () => _health.GaveUp("it hangs"));

        _stops.Should().BeEmpty();
    }

    [Fact]
    public void A_dead_server_is_told_once()
    {
        Repeat(50, () => _health.GaveUp("it hangs"));

        _stops.Should().ContainSingle();
    }

    [Fact]
    public void A_refused_key_stops_the_run_at_once()
    {
        _health.Answered(Example.Response(status: HttpStatusCode.Unauthorized));

        _stops.Should().ContainSingle().Which.Should().StartWith("The API at http://api.example.com/ refuses the admin key (401). ")
            .And.Contain("INTEGRITY_ADMIN_KEY").And.Contain("STACK_ALLOW_DEVELOPMENT_KEY_OVERRIDE_DESPITE_PRODUCTION");
    }

    [Fact]
    public void A_hundred_server_errors_without_one_success_stop_the_run()
    {
        Repeat(99, () => _health.Answered(Example.Response(status: HttpStatusCode.InternalServerError)));
        _stops.Should().BeEmpty();

        _health.Answered(Example.Response(status: HttpStatusCode.InternalServerError));

        _stops.Should().ContainSingle().Which.Should().Contain("answers 500 to everything");
    }

    [Fact]
    public void One_success_tells_damaged_data_from_a_broken_server()
    {
        _health.Answered(Example.Response("{}"));
        Repeat(500, () => _health.Answered(Example.Response(status: HttpStatusCode.InternalServerError)));

        _stops.Should().BeEmpty();
    }

    [Fact]
    public void Errors_about_the_request_never_stop_the_run()
    {
        Repeat(500, () => _health.Answered(Example.Response(status: HttpStatusCode.BadRequest, knownError: "SCHEMA_ERROR")));

        _stops.Should().BeEmpty();
    }

    [Fact]
    public void A_hundred_answers_in_a_row_that_are_not_the_platforms_stop_the_run()
    {
        Repeat(99, () => _health.Answered(Example.Response(status: HttpStatusCode.Forbidden)));
        _health.Answered(Example.Response("{}"));
        Repeat(99, () => _health.Answered(Example.Response(status: HttpStatusCode.Forbidden)));
        _stops.Should().BeEmpty("some pages of a firewall do not stop a run");

        _health.Answered(Example.Response(status: HttpStatusCode.Forbidden));

        _stops.Should().ContainSingle().Which.Should().Contain("is not Stack Auth any more: 100 answers in a row").And.Contain("403");
    }

    [Fact]
    public async Task The_client_tells_what_it_sees()
    {
        await using var server = await FakeApi.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        var api = server.Client(_stops.Add);

        for (var i = 0; i < 10; i++)
        {
            var asking = () => api.GetAsync(Example.Project(), "user:1", "/api", default);
            await asking.Should().ThrowAsync<NotVerifiedException>();
        }

        _stops.Should().ContainSingle().Which.Should().Contain("10 calls in a row were given up");
    }

    private static void Repeat(int times, Action action)
    {
        for (var i = 0; i < times; i++) action();
    }
}
