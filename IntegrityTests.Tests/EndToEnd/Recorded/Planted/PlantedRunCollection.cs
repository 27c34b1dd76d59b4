using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Planted;

/// <summary>The tests that share one deployment and one run over it.</summary>
[CollectionDefinition(Name)]
public sealed class PlantedRunCollection : ICollectionFixture<PlantedRun>
{
    public const string Name = "one run over what many tests plant";
}
