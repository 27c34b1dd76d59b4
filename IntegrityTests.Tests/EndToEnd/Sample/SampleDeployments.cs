using System.Collections.Concurrent;
using IntegrityTests.Tests.EndToEnd.Harness;
using SampleDeployment;
using Xunit;
using StandIn = SampleDeployment.Deployment;

namespace IntegrityTests.Tests.EndToEnd.Sample;

/// <summary>Sample deployments: one for each command line, started when a test first needs it. Those who share one only read it.</summary>
public sealed class SampleDeployments : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Lazy<Task<StandIn>>> _started = new();

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        foreach (var start in _started.Values.Where(start => start.IsValueCreated && start.Value.IsCompletedSuccessfully))
            await (await start.Value).DisposeAsync();
    }

    /// <summary>The deployment of a small project with what the arguments plant.</summary>
    internal Task<StandIn> SmallAsync(params string[] arguments) => StartAsync(["--projects", "1", "--users", "50", .. arguments]);

    /// <summary>The deployment of a command line.</summary>
    internal Task<StandIn> StartAsync(params string[] arguments) => _started.GetOrAdd(
        string.Join(' ', arguments),
        _ => new(() => StandIn.StartAsync(CommandLine.Parse(arguments), CancellationToken.None))).Value;

    /// <summary>The command that verifies a deployment.</summary>
    internal static SuiteCommand Verification(StandIn deployment) =>
        new() { Variables = deployment.Variables.ToDictionary(variable => variable.Name, variable => variable.Value) };
}
