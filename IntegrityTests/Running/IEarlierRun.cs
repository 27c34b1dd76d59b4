using System.Text.Json.Nodes;

namespace IntegrityTests.Running;

/// <summary>
/// What an earlier run reported, where a run looks only at that or is compared with it: which cases and rows it has, and what became of
/// them. Safe for several threads.
/// </summary>
public interface IEarlierRun
{
    /// <summary>Whether the earlier run reported something that a case would look at again.</summary>
    /// <param name="check">The check.</param>
    /// <param name="partition">The key of the case's partition, such as a project's id; null: the whole scope.</param>
    bool Concerns(CheckInfo check, string? partition);

    /// <summary>The rows of a partition that it named for a check that asks per row, each as its <c>ToString</c> names it.</summary>
    IReadOnlyCollection<string> RowsOf(CheckInfo check, string partition);

    /// <summary>A named row does not exist any more.</summary>
    void Gone(CheckInfo check, string partition, string row);

    /// <summary>A named partition does not exist any more.</summary>
    void Gone(string partition);

    /// <summary>Something was found, as it is shown.</summary>
    /// <returns>Whether the earlier run had not reported it; null where that says nothing, as of a check that failed itself.</returns>
    bool? Found(Finding finding);

    /// <summary>A row of a check that asks per row was verified, whatever it found.</summary>
    void Verified(CheckInfo check, string partition, string row);

    /// <summary>A whole case was verified, whatever it found.</summary>
    /// <param name="check">The check.</param>
    /// <param name="partition">Its partition; null: the whole scope.</param>
    void Verified(CheckInfo check, string? partition);

    /// <summary>The partitions about which nothing is known yet.</summary>
    IReadOnlyCollection<string> OpenPartitions { get; }

    /// <summary>How much of it does not exist any more, which is an answer too.</summary>
    long GoneCount { get; }

    /// <summary>What became of everything, when all cases have ended.</summary>
    Conclusion Conclude();

    /// <summary>The same as lines of <c>findings.jsonl</c>.</summary>
    IEnumerable<JsonObject> Lines();
}
