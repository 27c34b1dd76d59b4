using System.Globalization;
using Benchmarks.Reporting;
using Benchmarks.Targets;

namespace Benchmarks.Parts;

/// <summary>
/// Peak memory, and whether it grows with the data. One big project is the hardest case: all its users are one test case.
/// </summary>
internal sealed class Memory : IPart
{
    private const string Filter = "Check=USR001|Check=USR002";
    private const long Megabyte = 1024 * 1024;

    public string Name => "memory";

    public async Task MeasureAsync(CommandLine line, Report report, CancellationToken cancel)
    {
        var small = await RunAsync(line.Users, cancel);
        var large = await RunAsync(line.Users * 10, cancel);
        var growth = ((double)large.PeakBytes / small.PeakBytes) - 1;
        report.Budget(
            Name,
            "testhost and vstest.console: peaks of at most 300 MB together",
            $"{Text(large)} with {line.Users * 10} users; {Text(small)} with {line.Users}",
            large.PeakBytes <= 300 * Megabyte);
        report.Budget(
            "growth",
            "10 times the users: within 10 %",
            string.Create(
                CultureInfo.InvariantCulture, $"{growth:+0.0 %;-0.0 %} (USR001 and USR002, {small.Seconds:0} s and {large.Seconds:0} s)"),
            growth <= 0.1);
        // Compiling has long ended in the second half of a long run.
        report.Fact(
            "client CPU in a long run",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{large.CpuBeyond(small):0} µs per call, of which USR001's lists take a share without calls of their own"));
    }

    private static async Task<SuiteResult> RunAsync(int users, CancellationToken cancel)
    {
        await using var target = await SampleTarget.StartAsync(projects: 1, users, latency: 0, cancel);
        return await SuiteRun.StartAsync(target.Variables, Filter, cancel);
    }

    private static string Text(SuiteResult run) =>
        $"{run.PeakBytes / Megabyte} MB ({run.Host.PeakBytes / Megabyte} + {run.Console.PeakBytes / Megabyte})";
}
