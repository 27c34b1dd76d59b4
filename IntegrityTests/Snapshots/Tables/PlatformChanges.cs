namespace IntegrityTests.Snapshots.Tables;

/// <summary>
/// What the platform changes by itself while nobody uses it (source: docs/platform.md, What changes by itself). It is the only list of it;
/// each entry says why.
/// </summary>
internal static class PlatformChanges
{
    /// <summary>The column that says that the sequencer is about to give the row its next number.</summary>
    public const string Flag = "shouldUpdateSequenceId";

    /// <summary>
    /// What the sequencer changes of a row whose flag was set when it was saved: of such a row it is not compared. Of every other it is.
    /// </summary>
    public static IReadOnlyList<string> Sequence { get; } = [Flag, "sequenceId"];

    /// <summary>Tables whose rows come, change and go without anybody's doing.</summary>
    public static IReadOnlyDictionary<string, string> Rows { get; } = new Dictionary<string, string>
    {
        ["OutgoingRequest"] = "the platform removes requests that were handed over, and adds others",
        ["BulldozerTimeFoldQueue"] = "the time fold removes what it has processed, and adds what comes next",
        ["BulldozerStorageEngine"] = "the time fold writes what follows from the time that has passed",
        ["CacheEntry"] = "answers of others that are kept until they expire",
    };

    /// <summary>Whether the sequencer gives numbers to rows of a table.</summary>
    public static bool IsSequenced(TableShape table) =>
        table.Name != "SessionReplay" && table.Find(Flag) is { Type: "boolean" };

    /// <summary>The list in one sentence.</summary>
    public static string Text =>
        $"tables: not compared, since the sequencer changes them by itself: {string.Join(" and ", Sequence)} of rows that waited for it; "
        + $"lost rows are a warning, and other changes told, in {string.Join(", ", Rows.Keys)}, whose rows come and go; what a row says "
        + "itself to have been written since is told, and is no damage";
}
