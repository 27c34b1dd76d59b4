using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;

/// <summary>The tests that share a saved snapshot of the recording.</summary>
[CollectionDefinition(Name)]
public sealed class SnapshotCollection : ICollectionFixture<SavedDeployments>
{
    public const string Name = "Recorded deployment, snapshots";
}
