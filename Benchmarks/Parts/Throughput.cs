using System.Globalization;
using Benchmarks.Reporting;
using Benchmarks.Targets;
using IntegrityTests.Deployment.Api;

namespace Benchmarks.Parts;

/// <summary>The suite against a bare loop over the same URLs, in turns. Both share the machine with the deployment.</summary>
internal sealed class Throughput : IPart
{
    private const string Filter = "Check=USR002";

    public string Name => "throughput";

    public async Task MeasureAsync(CommandLine line, Report report, CancellationToken cancel)
    {
        await using var target = await SampleTarget.StartAsync(projects: 1, line.Users, latency: 0, cancel);
        await using var stored = await StoredUsers.OpenAsync(target, cancel);
        using var bare = new BareLoop(stored);
        var paths = (await stored.ReadAsync(cancel)).ConvertAll(user => Endpoints.User(user.Id));
        // Warms up the deployment as well as the loop.
        await bare.RunAsync(paths, cancel);

        var startUp = await SuiteRun.StartAsync(target.Variables.WithHardlyAnyUsers(), Filter, cancel);
        var rounds = new List<(SuiteResult Suite, double Rate, double Cpu)>();
        for (var round = 0; round < line.Rounds; round++)
        {
            var suite = await SuiteRun.StartAsync(target.Variables, Filter, cancel);
            var (rate, cpu) = await bare.RunAsync(paths, cancel);
            rounds.Add((suite, rate, cpu));
        }

        var ratio = rounds.Select(round => round.Suite.RateBeyond(startUp) / round.Rate).Median();
        var rates = (
            Suite: rounds.Select(round => round.Suite.RateBeyond(startUp)).Median(),
            Bare: rounds.Select(round => round.Rate).Median());
        report.Budget(
            Name,
            "at least 0.5 of a bare `HttpClient` loop",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{ratio:0.00}: {rates.Suite:0} calls/s against {rates.Bare:0} ({line.Users} users, USR002, medians of {line.Rounds})"),
            ratio >= 0.5);

        var cpus = (
            Suite: rounds.Select(round => round.Suite.CpuBeyond(startUp)).Median(),
            Bare: rounds.Select(round => round.Cpu).Median());
        report.Budget(
            "client CPU",
            "at most 250 µs per verified call",
            string.Create(CultureInfo.InvariantCulture, $"{cpus.Suite:0} µs; the bare loop {cpus.Bare:0} µs"),
            cpus.Suite <= 250);
    }
}
