using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Benchmarks.Reporting;
using Benchmarks.Targets;

namespace Benchmarks.Parts;

/// <summary>How long a user waits for the first request of a run: SDK, VSTest, discovery, opening the database.</summary>
internal sealed class StartUp : IPart
{
    public string Name => "startup";

    public async Task MeasureAsync(CommandLine line, Report report, CancellationToken cancel)
    {
        await using var target = await SampleTarget.StartAsync(projects: 10, users: 10, latency: 0, cancel);
        var seconds = new List<double>();
        // The first one reads the files that the others find in memory.
        await RunAsync(target, cancel);
        for (var round = 0; round < line.Rounds; round++) seconds.Add(await RunAsync(target, cancel));
        report.Budget(
            Name,
            "at most 3 s from `dotnet test --no-build` to the first request",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{seconds.Median():0.0} s (median of {line.Rounds}; {seconds.Min():0.0} to {seconds.Max():0.0} s)"),
            seconds.Median() <= 3);
    }

    private static async Task<double> RunAsync(SampleTarget target, CancellationToken cancel)
    {
        await using var relay = new FirstRequest(new Uri(target.Variables["INTEGRITY_API_URL"]));
        var variables = new Dictionary<string, string>(target.Variables, StringComparer.Ordinal) { ["INTEGRITY_API_URL"] = relay.Url };
        var started = Stopwatch.GetTimestamp();
        await SuiteRun.StartAsync(variables, filter: null, cancel);
        var seconds = Stopwatch.GetElapsedTime(started, await relay.Seen).TotalSeconds;
        Report.Progress(FormattableString.Invariant($"  first request after {seconds:0.00} s"));
        return seconds;
    }
}

/// <summary>A relay in front of an API that notes when the first byte of the first request comes.</summary>
internal sealed class FirstRequest : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<long> _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Uri _api;
    private readonly Task _serving;

    public FirstRequest(Uri api)
    {
        _api = api;
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>The <see cref="Stopwatch"/>'s timestamp of the first request.</summary>
    public Task<long> Seen => _seen.Task;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var relayed = new List<Task>();
        try
        {
            while (true) relayed.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(relayed);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(_api.Host, _api.Port, _stop.Token);
                await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
            }
            catch (Exception ended) when (ended is SocketException or OperationCanceledException)
            {
                // Either side may end the connection whenever it likes.
                return;
            }
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = await from.GetStream().ReadAsync(buffer, _stop.Token)) > 0;)
            {
                _seen.TrySetResult(Stopwatch.GetTimestamp());
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            }
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Either side may end the connection whenever it likes.
            return;
        }
    }
}
