using System.Diagnostics;
using System.Text.Json;
using Benchmarks.Processes;
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
            Report.Progress(FormattableString.Invariant(
                $"  suite: {end.Calls} calls in {end.Seconds:0.0} s, testhost {watched.Host.Cpu.TotalSeconds:0.0} s CPU, {watched.Host.PeakBytes >> 20} MB"));
            return new SuiteResult(end.Seconds, end.Calls, watched.Host, watched.Console);
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
