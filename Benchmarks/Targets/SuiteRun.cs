using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Benchmarks.Reporting;

namespace Benchmarks.Targets;

/// <summary>The suite, run as its user runs it: <c>dotnet test</c> in a child process.</summary>
internal static class SuiteRun
{
    /// <param name="variables">The target, and other settings of the suite.</param>
    /// <param name="filter">Which checks; null: all.</param>
    /// <param name="cancel">Ends the child, too.</param>
    /// <exception cref="BenchmarkException">The run was not green.</exception>
    public static async Task<SuiteResult> StartAsync(
        IReadOnlyDictionary<string, string> variables, string? filter, CancellationToken cancel)
    {
        var results = Directory.CreateTempSubdirectory("integrity-benchmark-");
        try
        {
            using var process = Process.Start(SuiteProcess.Of(variables, filter, results.FullName))!;
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var watched = new TestProcesses(process.Id);
            try
            {
                await watched.WatchAsync(process.WaitForExitAsync(cancel));
                var text = await output;
                if (process.ExitCode != 0) throw new BenchmarkException($"The suite's run was not green:\n{text}");
            }
            finally
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
            }

            var end = await EndAsync(Path.Combine(results.FullName, "findings.jsonl"), cancel);
            Report.Progress(string.Create(
                CultureInfo.InvariantCulture,
                $"  suite: {end.Calls} calls in {end.Seconds:0.0} s, testhost {watched.Host.Cpu.TotalSeconds:0.0} s CPU, "
                + $"{watched.Host.PeakBytes >> 20} MB"));
            return new SuiteResult(end.Seconds, end.Calls, watched.Host, watched.Console);
        }
        finally
        {
            results.Delete(recursive: true);
        }
    }

    /// <summary>What a run over tables finds that are not as they were, as subjects; the run is red.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(
        IReadOnlyDictionary<string, string> variables, string filter, CancellationToken cancel)
    {
        var results = Directory.CreateTempSubdirectory("integrity-benchmark-");
        try
        {
            using var process = Process.Start(SuiteProcess.Of(variables, filter, results.FullName))!;
            await process.StandardOutput.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            var found = new List<string>();
            await foreach (var text in File.ReadLinesAsync(Path.Combine(results.FullName, "findings.jsonl"), cancel))
            {
                using var finding = JsonDocument.Parse(text);
                if (finding.RootElement.GetProperty("kind").GetString() == "finding")
                    found.Add($"{finding.RootElement.GetProperty("subject")} {finding.RootElement.GetProperty("message")}");
            }

            return found;
        }
        finally
        {
            results.Delete(recursive: true);
        }
    }

    private static async Task<(double Seconds, long Calls)> EndAsync(string findings, CancellationToken cancel)
    {
        var last = await File.ReadLinesAsync(findings, cancel).LastAsync(cancel);
        using var end = JsonDocument.Parse(last);
        return (end.RootElement.GetProperty("seconds").GetDouble(), end.RootElement.GetProperty("calls").GetInt64());
    }
}

/// <summary>A run of the suite: seconds and calls as the suite reports them, the rest as the operating system does.</summary>
internal sealed record SuiteResult(double Seconds, long Calls, ProcessUse Host, ProcessUse Console)
{
    /// <summary>Peak of testhost plus peak of vstest.console: at least the peak of both together.</summary>
    public long PeakBytes => Host.PeakBytes + Console.PeakBytes;

    /// <summary>Calls per second, without the cost of a run that makes hardly any calls.</summary>
    public double RateBeyond(SuiteResult startUp) => (Calls - startUp.Calls) / (Seconds - startUp.Seconds);

    /// <summary>Microseconds of testhost's CPU per call, without the cost of a run that makes hardly any calls.</summary>
    public double CpuBeyond(SuiteResult startUp) => (Host.Cpu - startUp.Host.Cpu).TotalMicroseconds / (Calls - startUp.Calls);
}

/// <summary>How the suite is started: as its user starts it, by <c>dotnet test</c>.</summary>
internal static class SuiteProcess
{
    /// <param name="variables">The target, and other settings of the suite; those of the shell do not count.</param>
    /// <param name="filter">Which checks; null: all.</param>
    /// <param name="results">Folder of the findings.</param>
    public static ProcessStartInfo Of(IReadOnlyDictionary<string, string> variables, string? filter, string results)
    {
        string[] arguments =
        [
            "test", "IntegrityTests", "-c", "Release", "--no-build",
            .. filter is null ? [] : new[] { "--filter", filter },
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Repository.Folder, RedirectStandardOutput = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("INTEGRITY_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        start.Environment["INTEGRITY_RESULTS"] = results;
        return start;
    }
}
