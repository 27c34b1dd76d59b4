using System.Net;
using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.BadInput;

/// <summary>
/// An API that is not the right one, or not usable. None of it is a finding about the data, and no output shows a secret.
/// </summary>
[Collection(BadInputCollection.Name)]
public sealed class ApiMistakesTests(RecordedDeployments deployments)
{
    private const string Json = "application/json; charset=utf-8";
    private const string Canary = "c4n4ry-k3y";

    [Fact]
    public async Task A_wrong_key_says_what_is_expected()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Api.Intercept = RefuseAsync;

        // However much is printed, no output shows a password or the admin key.
        var command = deployment.Verification().With("INTEGRITY_ADMIN_KEY", Canary) with { Arguments = SuiteCommand.PrintAll };

        var run = await command.RunAsync();

        ShouldBeUnusable(deployment, run, "refuses the admin key (401)", "INTEGRITY_ADMIN_KEY");
    }

    [Fact]
    public async Task A_server_that_is_down_says_so()
    {
        await using var deployment = await deployments.DeployAsync();

        var run = await deployment.Verification().With("INTEGRITY_API_URL", "http://127.0.0.1:1").RunAsync();

        ShouldBeUnusable(deployment, run, "http://127.0.0.1:1", "Connection refused", "Check INTEGRITY_API_URL");
    }

    [Fact]
    public Task A_server_that_answers_HTML_says_what_it_answers() => IsUnusableAsync(
        Always(200, "text/html", "<!doctype html><title>Dashboard</title>"),
        "does not answer as Stack Auth's API",
        "200, an HTML page of 39 bytes (text/html)",
        "not of the dashboard");

    [Fact]
    public Task A_server_that_answers_no_JSON_says_so() => IsUnusableAsync(
        Always(200, Json, "hello"), "does not answer as Stack Auth's API", "not valid JSON");

    [Fact]
    public async Task A_server_that_cuts_off_every_body_says_so()
    {
        await using var deployment = await deployments.DeployAsync();
        await using var server = new RawServer(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{\"id\":\"1100");

        var run = await deployment.Verification().With("INTEGRITY_API_URL", server.Url).RunAsync();

        ShouldBeUnusable(deployment, run, "the answer was cut off", "Check INTEGRITY_API_URL");
    }

    [Fact]
    public async Task A_server_that_answers_500_to_everything_stops_the_run()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Api.Intercept = Always(500, "text/plain", "Something went wrong.");

        var run = await deployment.VerifyAsync();

        run.Should().BeRed();
        run.Should().Say("answers 500 to everything", "Read the server's log");
        deployment.Api.Asked.Count.Should().BeLessThan(400);
    }

    [Fact]
    public async Task A_server_that_stops_answering_half_way_stops_the_run()
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Api.Intercept = async context =>
        {
            if (deployment.Api.Asked.Count < 200) return false;
            await SilenceAsync(context);
            return true;
        };

        var run = await deployment.Verification().With("INTEGRITY_TIMEOUT", "1s").RunAsync();

        ShouldBeNotVerified(deployment, run, "calls in a row were given up", "no complete answer within 1 s");
        run.Findings.Findings.Where(finding => finding.Severity != "info").Select(finding => (finding.Code, finding.Project))
            .Should().BeSubsetOf([("PAY004", Misconfigured.Id)], "only what is wrong in the recording can have been found before");
        run.Findings.Totals.Values.Sum(check => check.Verified).Should().BePositive("what was verified before stays verified");
    }

    private async Task IsUnusableAsync(Func<HttpContext, Task<bool>> answer, params string[] words)
    {
        await using var deployment = await deployments.DeployAsync();
        deployment.Api.Intercept = answer;

        ShouldBeUnusable(deployment, await deployment.VerifyAsync(), words);
    }

    private static void ShouldBeUnusable(RecordedDeployment deployment, SuiteResult run, params string[] words)
    {
        ShouldBeNotVerified(deployment, run, words);
        run.Should().FindExactly();
    }

    private static void ShouldBeNotVerified(RecordedDeployment deployment, SuiteResult run, params string[] words)
    {
        run.Should().BeRed();
        run.Should().Say("NOT VERIFIED");
        run.Should().Say(words);
        run.Should().ShowNone(RecordedDeployment.AdminKey, deployment.DatabasePassword, Canary);
    }

    private static async Task<bool> RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = 401;
        var key = context.Request.Headers["x-stack-development-override-key"];
        await context.Response.WriteAsync($"Invalid development key override {key}");
        return true;
    }

    private static Func<HttpContext, Task<bool>> Always(int status, string contentType, string body) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(body);
        return true;
    };

    private static async Task SilenceAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }
}

/// <summary>
/// Sends the same bytes to whoever connects and then closes the connection, which no HTTP server can be made to do halfway.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[] _answer;
    private readonly Task _serving;

    public RawServer(string answer)
    {
        _answer = Encoding.UTF8.GetBytes(answer);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var stream = client.GetStream();
                // Closing with the question unread would reset the connection.
                await stream.ReadAtLeastAsync(new byte[64 * 1024], 1, throwOnEndOfStream: false, _stop.Token);
                await stream.WriteAsync(_answer, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }
}
