using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Faults;

/// <summary>The tests that share a PostgreSQL with the recording in it: healthy rows, wrong answers. They run beside the damages.</summary>
[CollectionDefinition(Name)]
public sealed class FaultCollection : ICollectionFixture<RecordedDeployments>
{
    public const string Name = "Recorded deployment, wrong answers";
}
