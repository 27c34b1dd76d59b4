using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Sample;

/// <summary>Runs against the sample deployment take their turns: each is two processes and a database server.</summary>
[CollectionDefinition(Name)]
public sealed class SampleCollection
{
    public const string Name = "runs against the sample deployment";
}
