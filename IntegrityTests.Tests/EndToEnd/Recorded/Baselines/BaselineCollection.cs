using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Baselines;

[CollectionDefinition(Name)]
public sealed class BaselineCollection : ICollectionFixture<RecordedDeployments>
{
    public const string Name = "baselines";
}
