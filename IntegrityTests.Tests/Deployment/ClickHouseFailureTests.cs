using System.Net;
using System.Net.Sockets;
using System.Text;
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
    public async Task A_value_that_looks_like_the_name_of_an_error_is_not_quoted()
    {
        await using var api = await FakeApi.StartAsync(async context =>
        {
            context.Response.StatusCode = 500;
            context.Response.Headers["X-ClickHouse-Exception-Code"] = "27";
            await context.Response.WriteAsync("Code: 27. DB::Exception: Cannot parse 'Ada (LOVELACE)'. (CANNOT_PARSE_INPUT) (version 26)");
        });

        (await ProblemAsync(api.Url)).Should().Contain("code 27 (CANNOT_PARSE_INPUT)").And.NotContain("LOVELACE");
    }

    [Fact]
    public async Task What_is_no_HTTP_is_not_quoted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answered = AnswerAsync(listener, "HTTP/1.1 200 OK\r\nada@example.com\r\n\r\n");

        (await ProblemAsync(new Uri($"http://{listener.LocalEndpoint}"))).Should().Contain("INTEGRITY_CLICKHOUSE_URL")
            .And.NotContainAny("ada@example.com", Password);
        listener.Stop();
        await answered;
    }

    [Fact]
    public async Task A_user_who_sees_only_the_platforms_views_is_told_which_user_is_expected()
    {
        var asked = 0;
        await using var api = await FakeApi.StartAsync(async context => await context.Response.Body.WriteAsync(
            Interlocked.Increment(ref asked) == 1 ? Rows(["readonly", "merges"], ["2", "0"]) : Rows(["table", "name", "type"])));

        (await ProblemAsync(api.Url)).Should().Be(
            $"ClickHouse at {api.Url} shows this user no table of analytics_internal. Expected in INTEGRITY_CLICKHOUSE_USER: a user who "
            + "may read them, such as the platform's own (the platform's limited_user sees only its views), and a server that this "
            + "platform writes to.");
        asked.Should().Be(2);
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

    // RowBinaryWithNamesAndTypes: each text after its length, which is one byte here.
    private static byte[] Rows(string[] columns, params string[] values) =>
        [(byte)columns.Length, .. columns.SelectMany(Text), .. columns.SelectMany(_ => Text("String")), .. values.SelectMany(Text)];

    private static byte[] Text(string text) => [(byte)text.Length, .. Encoding.UTF8.GetBytes(text)];

    // Until nobody asks any more.
    private static async Task AnswerAsync(TcpListener listener, string answer)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[65536]);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private static async Task<string> ProblemAsync(Uri url, TimeSpan? timeout = null)
    {
        var address = new ClickHouseAddress(url, "reader", Password, timeout ?? TimeSpan.FromSeconds(30));
        var opening = () => ClickHouseServer.OpenAsync(address, CancellationToken.None);
        return (await opening.Should().ThrowAsync<ClickHouseUnavailableException>()).Which.Message;
    }
}
