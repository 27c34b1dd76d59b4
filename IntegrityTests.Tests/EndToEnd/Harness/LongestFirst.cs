using Xunit;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("IntegrityTests.Tests.EndToEnd.Harness.LongestFirst", "IntegrityTests.Tests")]

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>
/// Starts the collections first that have most to do: those with a name of their own, which share what is expensive, then the classes
/// that run the suite or its checks, or a sample deployment. One that starts last would run alone at the end, on one of the processors; by
/// itself, xUnit takes another order each time. No test depends on it.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Rooms = [".EndToEnd.", ".Checks.", ".Detection.", ".Access.", ".SampleDeployment."];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(Rank).ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);

    private static int Rank(ITestCollection collection)
    {
        if (collection.CollectionDefinition is not null) return 0;
        return Array.Exists(Rooms, room => collection.DisplayName.Contains(room, StringComparison.Ordinal)) ? 1 : 2;
    }
}
