using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using SampleDeployment.Data;

namespace SampleDeployment.ClickHouse;

/// <summary>A ClickHouse server with the platform's tables: a process of its own, which ends with this one.</summary>
internal sealed class ClickHouseServer : IAsyncDisposable
{
    /// <summary>A user that may only read, with the same password.</summary>
    public const string Reader = "reader";

    private readonly Process _process;
    private readonly HttpClient _http;

    private ClickHouseServer(Process process, IReadOnlyDictionary<string, string> variables)
    {
        _process = process;
        Variables = variables;
        _http = new() { Timeout = TimeSpan.FromMinutes(10) };
        _http.DefaultRequestHeaders.Authorization = new(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Variables["INTEGRITY_CLICKHOUSE_USER"]}:{Password}")));
    }

    /// <summary>The variables that point the suite at it: address, user and password.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>The base URL, without a slash at the end.</summary>
    public string Url => Variables["INTEGRITY_CLICKHOUSE_URL"];

    public string Password => Variables["INTEGRITY_CLICKHOUSE_PASSWORD"];

    /// <summary>Starts it, with the tables and without rows.</summary>
    /// <exception cref="ClickHouseException">It does not start; the message says why, such as that its engine is not installed.</exception>
    public static async Task<ClickHouseServer> StartAsync(CancellationToken cancel)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SampleClickHouse.dll"), "--stop-with-stdin"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancel);
            var variables = new Dictionary<string, string>(StringComparer.Ordinal);
            while (await process.StandardOutput.ReadLineAsync(cancel) is { } line and not "ready")
                if (line.Split('=', 2) is [var name, var value]) variables[name] = value;
            if (variables.Count == 0)
                throw new ClickHouseException($"ClickHouse did not start: {(await errors).Trim()}");

            var server = new ClickHouseServer(process, variables);
            await server.CreateTablesAsync(cancel);
            return server;
        }
        catch
        {
            // It ends with its input.
            process.StandardInput.Close();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Runs one statement as the user that may do everything; gives the result as text.</summary>
    /// <exception cref="ClickHouseException">What the server says is wrong.</exception>
    public async Task<string> ExecuteAsync(string sql, CancellationToken cancel)
    {
        using var content = new StringContent(sql);
        return await PostAsync("/", content, cancel);
    }

    /// <summary>Inserts rows as they are: several versions of a key stay until they are merged.</summary>
    /// <param name="sql">The statement up to its data: <c>INSERT INTO table (columns) FORMAT name</c>.</param>
    /// <param name="rows">The data.</param>
    /// <param name="cancel">Cancels it.</param>
    /// <exception cref="ClickHouseException">What the server says is wrong.</exception>
    public async Task InsertAsync(string sql, Stream rows, CancellationToken cancel)
    {
        using var content = new StreamContent(rows);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        await PostAsync($"/?optimize_on_insert=0&query={Uri.EscapeDataString(sql)}", content, cancel);
    }

    /// <summary>Removes all rows, and whatever was done to the tables.</summary>
    public async Task ResetAsync(CancellationToken cancel)
    {
        var views = await ExecuteAsync("SELECT name FROM system.tables WHERE database = 'default'", cancel);
        foreach (var view in views.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            await ExecuteAsync($"DROP TABLE default.{view}", cancel);
        await ExecuteAsync("DROP DATABASE analytics_internal", cancel);
        await CreateTablesAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task CreateTablesAsync(CancellationToken cancel)
    {
        foreach (var statement in Schema.Text("clickhouse-tables.sql").Split(";\n", StringSplitOptions.RemoveEmptyEntries))
            await ExecuteAsync(statement, cancel);
    }

    private async Task<string> PostAsync(string path, HttpContent content, CancellationToken cancel)
    {
        using var response = await _http.PostAsync(Url + path, content, cancel);
        var text = await response.Content.ReadAsStringAsync(cancel);
        return response.IsSuccessStatusCode ? text : throw new ClickHouseException(text.Trim());
    }
}

/// <summary>ClickHouse does not start, or refuses a statement.</summary>
internal sealed class ClickHouseException(string message) : Exception(message);
