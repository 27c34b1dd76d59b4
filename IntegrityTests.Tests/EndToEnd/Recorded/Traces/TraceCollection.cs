using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Traces;

[CollectionDefinition(Name)]
public sealed class TraceCollection : ICollectionFixture<RecordedDeployments>
{
    public const string Name = "traces";
}
