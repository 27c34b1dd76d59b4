using System.Diagnostics;
using System.Globalization;
using Benchmarks.Reporting;

namespace Benchmarks.Targets;

/// <summary>A sample deployment in a process of its own, as a replica that was already there.</summary>
internal sealed class SampleTarget : IAsyncDisposable
{
    private readonly Process _process;

    private SampleTarget(Process process, Dictionary<string, string> variables)
    {
        _process = process;
        Variables = variables;
    }

    /// <summary>The variables that point the suite at it.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    public static Task<SampleTarget> StartAsync(int projects, int users, int latency, CancellationToken cancel) =>
        StartAsync(string.Create(CultureInfo.InvariantCulture, $"--projects {projects} --users {users} --latency {latency}"), cancel);

    /// <summary>A version of the platform, of projects that are much alike.</summary>
    public static Task<SampleTarget> StartAsync(string platform, int projects, int users, CancellationToken cancel) =>
        StartAsync(string.Create(CultureInfo.InvariantCulture, $"--platform {platform} --projects {projects} --users {users}"), cancel);

    /// <summary>One big project, with a copy of its rows in ClickHouse.</summary>
    public static Task<SampleTarget> StartWithClickHouseAsync(int users, CancellationToken cancel) =>
        StartAsync(string.Create(CultureInfo.InvariantCulture, $"--projects 1 --users {users} --clickhouse"), cancel);

    private static async Task<SampleTarget> StartAsync(string size, CancellationToken cancel)
    {
        Report.Progress($"sample deployment: {size}");
        if (!File.Exists(Repository.SampleDeployment))
            throw new BenchmarkException("The sample deployment is not built for Release: run the benchmarks with -c Release.");
        var process = Process.Start(new ProcessStartInfo("dotnet", $"\"{Repository.SampleDeployment}\" {size} --stop-with-stdin")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            if (line == "ready") return new SampleTarget(process, variables);
            if (line.Split('=', 2) is [var name, var value]) variables[name] = value;
        }

        throw new BenchmarkException("The sample deployment did not start; it said why above.");
    }

    /// <summary>Ends it: it stops when its input closes, and removes all that it made.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

internal static class VariablesExtensions
{
    /// <summary>The same variables and one more.</summary>
    public static IReadOnlyDictionary<string, string> With(this IReadOnlyDictionary<string, string> variables, string name, int value) =>
        variables.With(name, FormattableString.Invariant($"{value}"));

    /// <summary>The same variables and one more.</summary>
    public static IReadOnlyDictionary<string, string> With(this IReadOnlyDictionary<string, string> variables, string name, string value) =>
        new Dictionary<string, string>(variables, StringComparer.Ordinal) { [name] = value };

    /// <summary>So few users that a run is nothing but its start.</summary>
    public static IReadOnlyDictionary<string, string> WithHardlyAnyUsers(this IReadOnlyDictionary<string, string> variables) =>
        variables.With("INTEGRITY_MAX_USERS_PER_PROJECT", 10);
}
