using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>Tests that need runs of their own over the recording; they share a PostgreSQL.</summary>
[CollectionDefinition(Name)]
public sealed class RecordedCollection : ICollectionFixture<RecordedDeployments>
{
    public const string Name = "runs over the recording";
}
