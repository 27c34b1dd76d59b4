using Xunit;

namespace IntegrityTests.Tests.Detection;

[CollectionDefinition(Name)]
public sealed class DetectionCollection : ICollectionFixture<DamagedDeployment>
{
    public const string Name = "detection";
}
