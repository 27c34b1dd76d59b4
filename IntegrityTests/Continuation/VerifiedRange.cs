namespace IntegrityTests.Continuation;

/// <summary>Rows that follow each other in a walk, all of which were verified and found sound.</summary>
/// <param name="From">The first of them, as kind and id.</param>
/// <param name="Rows">How many.</param>
/// <param name="Digest">Made of their names in order: a range with other rows in it, or without one of them, has another.</param>
/// <param name="Run">The run that verified them.</param>
internal sealed record VerifiedRange(string From, int Rows, ulong Digest, VerifyingRun Run)
{
    /// <summary>The most rows of a range: what is lost where one of them changes, and when a run is killed.</summary>
    public const int MaxRows = 500;
}

/// <summary>A run that verified something.</summary>
/// <param name="Number">Its number among the runs of the folder, from 1.</param>
/// <param name="Started">When it began, which is before all that it verified.</param>
/// <param name="Suite">The version of the suite.</param>
/// <param name="Platform">The generation of the data that it verified.</param>
internal sealed record VerifyingRun(int Number, DateTimeOffset Started, string Suite, string Platform);

/// <summary>The digest of rows in order.</summary>
internal static class RowsDigest
{
    /// <summary>The digest of no rows.</summary>
    public const ulong Empty = 14695981039346656037UL;

    /// <summary>The digest with one more row.</summary>
    public static ulong With(ulong digest, string row)
    {
        foreach (var letter in row) digest = unchecked((digest ^ letter) * 1099511628211UL);
        return unchecked(((digest ^ '\n') * 1099511628211UL) ^ (digest >> 29));
    }
}
