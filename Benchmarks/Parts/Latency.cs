using System.Globalization;
using Benchmarks.Reporting;
using Benchmarks.Targets;

namespace Benchmarks.Parts;

/// <summary>How well requests in flight hide a deployment's latency.</summary>
internal sealed class Latency : IPart
{
    private const string Filter = "Check=USR002";
    private const int Milliseconds = 20;

    public string Name => "latency";

    public async Task MeasureAsync(CommandLine line, Report report, CancellationToken cancel)
    {
        await using var target = await SampleTarget.StartAsync(projects: 1, line.Users, Milliseconds, cancel);
        // Each call of the sequential run takes the whole latency, so that few are enough.
        var sequential = await RateAsync(1, line.Users / 20);
        var parallel = await RateAsync(16, line.Users);
        var ratio = parallel / sequential;
        report.Budget(
            Name,
            $"16 in flight at least 12 times one in flight, with {Milliseconds} ms",
            string.Create(CultureInfo.InvariantCulture, $"{ratio:0.0}: {parallel:0} calls/s against {sequential:0}"),
            ratio >= 12);

        async Task<double> RateAsync(int inFlight, int users)
        {
            var variables = target.Variables.With("INTEGRITY_CONCURRENCY", inFlight);
            var startUp = await SuiteRun.StartAsync(variables.WithHardlyAnyUsers(), Filter, cancel);
            var run = await SuiteRun.StartAsync(variables.With("INTEGRITY_MAX_USERS_PER_PROJECT", users), Filter, cancel);
            return run.RateBeyond(startUp);
        }
    }
}
