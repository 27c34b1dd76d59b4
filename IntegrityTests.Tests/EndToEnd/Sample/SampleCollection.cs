using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Sample;

/// <summary>Runs against sample deployments, which their tests share.</summary>
[CollectionDefinition(Name)]
public sealed class SampleCollection : ICollectionFixture<SampleDeployments>
{
    public const string Name = "runs against the sample deployment";
}
