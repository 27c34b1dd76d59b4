using IntegrityTests.Tests.EndToEnd.Recorded;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.BadInput;

/// <summary>The tests of what an operator can get wrong; they share a PostgreSQL.</summary>
[CollectionDefinition(Name)]
public sealed class BadInputCollection : ICollectionFixture<RecordedDeployments>
{
    public const string Name = "Bad input";
}
