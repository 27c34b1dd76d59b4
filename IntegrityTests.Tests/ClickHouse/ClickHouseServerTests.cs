using System.Net;
using System.Text;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using SampleDeployment.ClickHouse;
using Xunit;

namespace IntegrityTests.Tests.ClickHouse;

/// <summary>The stand-in answers as a ClickHouse server does.</summary>
public sealed class ClickHouseServerTests(ClickHouseServerTests.Served served) : IClassFixture<ClickHouseServerTests.Served>
{
    [FactRequiringClickHouse]
    public async Task A_ping_needs_no_user() => (await served.AskAsync("/ping", "", user: null)).Text.Should().Be("Ok.\n");

    [FactRequiringClickHouse]
    public async Task A_query_is_in_the_body_or_in_the_address()
    {
        (await served.AskAsync("/", "SELECT 1")).Text.Should().Be("1\n");
        (await served.AskAsync("/?query=SELECT+2", "")).Text.Should().Be("2\n");
    }

    [FactRequiringClickHouse]
    public async Task Parameters_settings_format_and_database_come_in_the_address() =>
        (await served.AskAsync(
            "/?param_text=it%27s%5Cta&max_threads=1&default_format=JSONEachRow&database=analytics_internal",
            "SELECT {text:String} AS text, getSetting('max_threads') AS threads, currentDatabase() AS database"))
        .Text.Should().Be("""{"text":"it's\ta","threads":1,"database":"analytics_internal"}""" + "\n");

    [FactRequiringClickHouse]
    public async Task Settings_of_a_query_do_not_reach_the_next()
    {
        await served.AskAsync("/?max_threads=1", "SELECT 1");

        (await served.AskAsync("/", "SELECT getSetting('max_threads')")).Text.Should().NotBe("1\n");
    }

    [FactRequiringClickHouse]
    public async Task Data_of_an_insert_comes_in_the_body()
    {
        await served.AskAsync("/", "CREATE TABLE inserted (number Int64, text String) ENGINE = Memory");

        await served.AskAsync("/?query=INSERT+INTO+inserted+FORMAT+CSV", "1,\"a;b\"\n2,c\n");

        (await served.AskAsync("/", "SELECT * FROM inserted ORDER BY number")).Text.Should().Be("1\ta;b\n2\tc\n");
    }

    [TheoryRequiringClickHouse]
    [InlineData("stackframe", "wrong")]
    [InlineData("nobody", "")]
    public async Task A_wrong_user_or_password_is_refused(string user, string? password)
    {
        var answer = await served.AskAsync("/", "SELECT 1", user, password);

        answer.Status.Should().Be(HttpStatusCode.Forbidden);
        answer.Code.Should().Be("516");
        answer.Text.Should().StartWith($"Code: 516. DB::Exception: {user}: Authentication failed");
    }

    [TheoryRequiringClickHouse]
    [InlineData("SELECT nothing", HttpStatusCode.NotFound, "47")]
    [InlineData("SELECT FROM WHERE", HttpStatusCode.BadRequest, "62")]
    [InlineData("SELECT * FROM nowhere.nothing", HttpStatusCode.NotFound, "81")]
    [InlineData("SELECT sleepEachRow(1) FROM numbers(3) SETTINGS max_execution_time = 1", HttpStatusCode.RequestTimeout, "159")]
    [InlineData("SELECT 1; SELECT 2", HttpStatusCode.BadRequest, "62")]
    public async Task An_error_has_a_status_and_a_code(string sql, HttpStatusCode status, string code)
    {
        var answer = await served.AskAsync("/", sql);

        answer.Status.Should().Be(status);
        answer.Code.Should().Be(code);
        answer.Text.Should().StartWith($"Code: {code}. DB::Exception: ");
    }

    [FactRequiringClickHouse]
    public async Task An_error_after_a_part_of_the_result_breaks_the_answer_off() =>
        await served.Invoking(server => server.AskAsync("/", "SELECT throwIf(number = 3000000) FROM numbers(4000000)"))
            .Should().ThrowAsync<HttpRequestException>();

    [TheoryRequiringClickHouse]
    [InlineData("/", "SELECT count() FROM analytics_internal.users", null)]
    [InlineData("/", "INSERT INTO analytics_internal._stack_sync_metadata VALUES (generateUUIDv4(), 'users', 1, now())", "164")]
    [InlineData("/", "CREATE TABLE made (number Int64) ENGINE = Memory", "164")]
    [InlineData("/", "SET max_threads = 1", "164")]
    [InlineData("/?max_threads=1", "SELECT 1", "164")]
    public async Task A_reader_reads_and_nothing_else(string path, string sql, string? code) =>
        (await served.AskAsync(path, sql, ClickHouseServer.Reader)).Code.Should().Be(code);

    [FactRequiringClickHouse]
    public async Task A_large_result_is_one_with_one_header()
    {
        var rows = (await served.AskAsync("/?default_format=RowBinaryWithNamesAndTypes", "SELECT number FROM numbers(200000)")).Bytes;

        // One column; its name and its type; eight bytes a number.
        const int header = 1 + 1 + 6 + 1 + 6;
        rows.Should().HaveCount(header + 200_000 * 8);
        BitConverter.ToInt64(rows, header + 199_999 * 8).Should().Be(199_999);
    }

    /// <summary>A server for these tests.</summary>
    public sealed class Served : IAsyncLifetime
    {
        private static readonly HttpClient Http = new();
        private readonly Lazy<Task<ClickHouseServer>> _server = new(() => ClickHouseServer.StartAsync(CancellationToken.None));

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
        }

        /// <summary>Posts a query; without a password, with the right one.</summary>
        internal async Task<Answer> AskAsync(string path, string sql, string? user = "stackframe", string? password = null)
        {
            var server = await _server.Value;
            using var request = new HttpRequestMessage(HttpMethod.Post, server.Url + path) { Content = new StringContent(sql) };
            if (user is not null)
            {
                var credentials = Encoding.UTF8.GetBytes($"{user}:{password ?? server.Password}");
                request.Headers.Authorization = new("Basic", Convert.ToBase64String(credentials));
            }

            using var response = await Http.SendAsync(request);
            var code = response.Headers.TryGetValues("X-ClickHouse-Exception-Code", out var codes) ? codes.Single() : null;
            return new(response.StatusCode, code, await response.Content.ReadAsByteArrayAsync());
        }
    }

    /// <summary>What it answers; the code is that of an error.</summary>
    internal sealed record Answer(HttpStatusCode Status, string? Code, byte[] Bytes)
    {
        public string Text => Encoding.UTF8.GetString(Bytes);
    }
}
