using System.Diagnostics;
using Benchmarks.Reporting;

namespace Benchmarks.Targets;

/// <summary>What the suite is measured against: the same requests by HttpClient, bodies read to their ends, and nothing else.</summary>
internal sealed class BareLoop : IDisposable
{
    private const int InFlight = 16;
    private readonly HttpClient _client;

    public BareLoop(StoredUsers target)
    {
        _client = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false, MaxConnectionsPerServer = InFlight })
        {
            BaseAddress = target.Options.ApiUrl,
        };
        var headers = _client.DefaultRequestHeaders;
        headers.Add("x-stack-project-id", target.Project.Id);
        headers.Add("x-stack-access-type", "admin");
        headers.Add("x-stack-development-override-key", target.Options.AdminKey);
        headers.Add("x-stack-disable-artificial-development-delay", "yes");
        headers.Add("x-stack-development-disable-extended-logging", "yes");
    }

    /// <summary>Asks for each path once.</summary>
    /// <returns>Calls per second, and the microseconds of this process's CPU for each.</returns>
    public async Task<(double Rate, double Cpu)> RunAsync(IReadOnlyCollection<string> paths, CancellationToken cancel)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            paths,
            new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancel },
            async (path, token) =>
            {
                using var response =
                    await _client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, token);
                response.EnsureSuccessStatusCode();
                await response.Content.CopyToAsync(Stream.Null, token);
            });
        var rate = paths.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
        var microseconds = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / paths.Count;
        Report.Progress(FormattableString.Invariant($"  bare loop: {rate:0} calls/s, {microseconds:0} µs CPU per call"));
        return (rate, microseconds);
    }

    /// <summary>The body of each path, one after the other.</summary>
    public async Task<List<byte[]>> BodiesAsync(IEnumerable<string> paths, CancellationToken cancel)
    {
        var bodies = new List<byte[]>();
        foreach (var path in paths) bodies.Add(await _client.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancel));
        return bodies;
    }

    public void Dispose() => _client.Dispose();
}
