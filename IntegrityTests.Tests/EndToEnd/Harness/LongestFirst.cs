using IntegrityTests.Tests.Detection;
using IntegrityTests.Tests.EndToEnd.BadInput;
using IntegrityTests.Tests.EndToEnd.Recorded.Planted;
using IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;
using Xunit;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("IntegrityTests.Tests.EndToEnd.Harness.LongestFirst", "IntegrityTests.Tests")]

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>
/// Starts the collections with many runs of the suite first: one that starts last runs alone at the end, on one of the processors. Without
/// it, xUnit's order is another one each time. No test depends on it.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
        [DetectionCollection.Name, SavedDeploymentsCollection.Name, BadInputCollection.Name, PlantedRunCollection.Name];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(Rank).ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);

    private static int Rank(ITestCollection collection)
    {
        var place = Array.IndexOf(Long, collection.DisplayName);
        if (place >= 0) return place;
        return collection.DisplayName.Contains(".EndToEnd.", StringComparison.Ordinal) ? Long.Length : Long.Length + 1;
    }
}
