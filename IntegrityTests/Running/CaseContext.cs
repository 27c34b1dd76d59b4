using System.Collections.Concurrent;

namespace IntegrityTests.Running;

/// <summary>What a source of rows knows about the test case that reads it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Check">The check that the case belongs to.</param>
/// <param name="Partition">The part of the scope that the case covers; null for the whole scope.</param>
public sealed record CaseContext(Run Run, CheckInfo Check, CasePartition? Partition)
{
    /// <summary>As the kind of rows of a <see cref="Claim"/>: what one part verifies for all, such as a project.</summary>
    public const string Places = "places";

    private readonly ConcurrentDictionary<string, Share> _claims = new(StringComparer.Ordinal);
    private long _stored;

    /// <summary>How many rows the source said that there are.</summary>
    internal long Stored => Interlocked.Read(ref _stored);

    /// <summary>
    /// Says how many more rows there are, whether all of them are verified or not, so that the run can say of how many it verified some.
    /// </summary>
    public void Expect(long rows) => Interlocked.Add(ref _stored, rows);

    /// <summary>
    /// Says how much of what there is this part of the run verifies, so that the union of all parts can be proven to be the whole.
    /// </summary>
    /// <param name="rows">What is counted, such as <c>users</c>; claims of equal rows add up.</param>
    /// <param name="of">How many there are, for all parts.</param>
    /// <param name="own">How many of them this part verifies.</param>
    public void Claim(string rows, long of, long own) =>
        _claims.AddOrUpdate(rows, new Share(of, own), (_, before) => new Share(before.Of + of, before.Own + own));

    /// <summary>What was claimed, by kind of rows.</summary>
    internal IReadOnlyDictionary<string, Share> Claims => _claims;
}

/// <summary>How much of something a part of a run verifies.</summary>
/// <param name="Of">How much there is.</param>
/// <param name="Own">How much of it the part verifies.</param>
internal readonly record struct Share(long Of, long Own);

/// <summary>The part of the scope that one test case covers, such as a project.</summary>
/// <param name="Key">Identifies the partition, such as a project's id.</param>
/// <param name="Name">The name that people use for it.</param>
/// <param name="Traits">Traits of its test cases, for filters.</param>
public sealed record CasePartition(string Key, string Name, IReadOnlyDictionary<string, string> Traits);
