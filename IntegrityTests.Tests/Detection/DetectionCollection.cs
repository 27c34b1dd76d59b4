using SampleDeployment;
using Xunit;

namespace IntegrityTests.Tests.Detection;

[CollectionDefinition(Name)]
public sealed class DetectionCollection : ICollectionFixture<DamagedDeployments>
{
    public const string Name = "detection";
}

/// <summary>The deployments that the corpus is planted in, one for each version, started when a test first needs it.</summary>
public sealed class DamagedDeployments : IAsyncLifetime
{
    private readonly Dictionary<Platform, Lazy<Task<DamagedDeployment>>> _deployments = DamageCorpus.Platforms.ToDictionary(
        platform => platform, platform => new Lazy<Task<DamagedDeployment>>(() => DamagedDeployment.StartAsync(platform)));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var deployment in _deployments.Values.Where(deployment => deployment.IsValueCreated))
            await (await deployment.Value).DisposeAsync();
    }

    internal Task<DamagedDeployment> OfAsync(string platform) => OfAsync(Platform.Parse(platform));

    internal Task<DamagedDeployment> OfAsync(Platform platform)
    {
        // Whoever asks for one asks for all: they start at the same time.
        foreach (var deployment in _deployments.Values) _ = deployment.Value;
        return _deployments[platform].Value;
    }
}
