namespace IntegrityTests.Running;

/// <summary>What a source of rows knows about the test case that reads it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Check">The check that the case belongs to.</param>
/// <param name="Partition">The part of the scope that the case covers; null for the whole scope.</param>
public sealed record CaseContext(Run Run, CheckInfo Check, CasePartition? Partition)
{
    private long _stored;

    /// <summary>How many rows the source said that there are.</summary>
    internal long Stored => Interlocked.Read(ref _stored);

    /// <summary>
    /// Says how many more rows there are, whether all of them are verified or not, so that the run can say of how many it verified some.
    /// </summary>
    public void Expect(long rows) => Interlocked.Add(ref _stored, rows);
}

/// <summary>The part of the scope that one test case covers, such as a project.</summary>
/// <param name="Key">Identifies the partition, such as a project's id.</param>
/// <param name="Name">The name that people use for it.</param>
/// <param name="Traits">Traits of its test cases, for filters.</param>
public sealed record CasePartition(string Key, string Name, IReadOnlyDictionary<string, string> Traits);
