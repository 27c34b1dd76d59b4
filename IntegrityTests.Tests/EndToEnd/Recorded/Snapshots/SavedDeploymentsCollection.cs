using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;

/// <summary>The tests that compare with what was saved once.</summary>
[CollectionDefinition(Name)]
public sealed class SavedDeploymentsCollection : ICollectionFixture<SavedDeployments>
{
    public const string Name = "comparisons with one snapshot";
}
