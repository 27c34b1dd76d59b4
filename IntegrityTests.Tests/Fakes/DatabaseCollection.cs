using Xunit;

namespace IntegrityTests.Tests.Fakes;

[CollectionDefinition(Name)]
public sealed class DatabaseCollection : ICollectionFixture<DatabaseFixture>
{
    public const string Name = "stored rows";
}
