using System.Reflection;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Planted;

/// <summary>
/// One deployment into which many tests plant, each into projects of its own, and one run over it: what the suite reads, asks and compares
/// is of one project, so that plantings do not meet. The run is a user's, and prints all that can be printed.
/// </summary>
public sealed class PlantedRun : IAsyncLifetime
{
    /// <summary>All that tests plant: the static fields of that type.</summary>
    private readonly Planting[] _plantings =
    [
        .. typeof(Planting).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
            .Where(declared => declared.FieldType == typeof(Planting))
            .Select(declared => (Planting)declared.GetValue(null)!),
    ];

    private readonly ProjectCopy[] _projects;
    private readonly RecordedDeployments _deployments;
    private readonly Lazy<Task<VerifiedDeployment>> _verified;

    public PlantedRun()
    {
        _projects = [.. _plantings.SelectMany(planting => planting.Projects)];
        _deployments = new(_projects);
        _verified = new(VerifyAsync);
    }

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_verified.IsValueCreated && _verified.Value.IsCompletedSuccessfully) await (await _verified.Value).Deployment.DisposeAsync();
    }

    /// <summary>The run, and the deployment as it left it.</summary>
    internal Task<VerifiedDeployment> VerifiedAsync() => _verified.Value;

    /// <summary>What the run did in a project.</summary>
    internal async Task<ProjectResult> InAsync(ProjectCopy project) => new((await _verified.Value).Run, project.Id);

    private async Task<VerifiedDeployment> VerifyAsync()
    {
        var deployment = await _deployments.DeployAsync();
        foreach (var planting in _plantings) await planting.PlantAsync(deployment);
        var before = await DatabaseState.OfAsync(deployment);
        var command = deployment.Verification([.. _projects.Select(project => project.Id)]);
        var run = await (command.With("INTEGRITY_VERBOSE", "yes") with
        {
            ByProject = true,
            Arguments = SuiteCommand.PrintAll,
            IsAtServices = true,
        }).RunAsync();
        return new(deployment, run, before, await DatabaseState.OfAsync(deployment));
    }
}
