using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>The tests that share a PostgreSQL with the recording in it: damaged rows.</summary>
[CollectionDefinition(Name)]
public sealed class DamageCollection : ICollectionFixture<RecordedDeployments>
{
    public const string Name = "Recorded deployment, damaged rows";
}
