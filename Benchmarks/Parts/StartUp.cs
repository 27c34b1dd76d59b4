using System.Diagnostics;
using System.Globalization;
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
            string.Create(CultureInfo.InvariantCulture, $"{seconds.Median():0.0} s (median of {line.Rounds}; {seconds.Min():0.0} to {seconds.Max():0.0} s)"),
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
