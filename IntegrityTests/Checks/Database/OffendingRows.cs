namespace IntegrityTests.Checks.Database;

/// <summary>What an invariant's query gave: the first rows in scope, and counts of all.</summary>
/// <param name="Kept">The first of the rows in scope, at most <see cref="InvariantQuery.MaxKept"/>.</param>
/// <param name="InScope">How many rows in scope there are.</param>
/// <param name="OutOfScope">How many rows there are of projects that this run does not verify.</param>
internal sealed record OffendingRows(IReadOnlyList<OffendingRow> Kept, long InScope, long OutOfScope)
{
    /// <summary>Whether all rows in scope were kept.</summary>
    public bool IsComplete => InScope == Kept.Count;
}
