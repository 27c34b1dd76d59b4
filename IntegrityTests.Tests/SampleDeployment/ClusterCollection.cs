using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>Tests of this collection share a cluster.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterCollection : ICollectionFixture<ClusterFixture>
{
    public const string Name = "cluster";
}
