namespace IntegrityTests.Snapshots.Tables;

/// <summary>
/// What the platform changes by itself while nobody uses it (source: docs/platform.md, What changes by itself). It is the only list of it;
/// each entry says why.
/// </summary>
internal static class PlatformChanges
{
    /// <summary>The column that says that the sequencer is about to give the row its next number.</summary>
    public const string Flag = "shouldUpdateSequenceId";

    private const string Clock = "the clock of the time fold, which runs every second";

    /// <summary>
    /// What the sequencer changes of a row whose flag was set when it was saved: of such a row it is not compared. Of every other it is.
    /// </summary>
    public static IReadOnlyList<string> Sequence { get; } = [Flag, "sequenceId"];

    /// <summary>Columns that are not compared.</summary>
    public static IReadOnlyList<(string Table, string Column, string Reason)> Columns { get; } =
    [
        ("BulldozerTimeFoldMetadata", "lastProcessedAt", Clock),
        ("BulldozerTimeFoldMetadata", "updatedAt", Clock),
    ];

    /// <summary>Tables whose rows come, change and go without anybody's doing.</summary>
    public static IReadOnlyDictionary<string, string> Rows { get; } = new Dictionary<string, string>
    {
        ["OutgoingRequest"] = "the platform removes requests that were handed over, and adds others",
        ["BulldozerTimeFoldQueue"] = "the time fold removes what it has processed, and adds what comes next",
        ["BulldozerStorageEngine"] = "the time fold writes what follows from the time that has passed",
        ["CacheEntry"] = "answers of others that are kept until they expire",
    };

    /// <summary>The columns of a table that are not compared.</summary>
    public static IReadOnlyList<string> ColumnsOf(TableShape table) =>
        [.. Columns.Where(known => known.Table == table.Name && table.Find(known.Column) is not null).Select(known => known.Column)];

    /// <summary>The list in one sentence.</summary>
    public static string Text =>
        $"tables: not compared, since the platform changes them by itself: "
        + $"{string.Join(", ", Columns.Select(known => $"{known.Table}.{known.Column}"))}, and {string.Join(" and ", Sequence)} of rows "
        + $"that waited for the sequencer; lost rows are at most a warning, and other changes told, in {string.Join(", ", Rows.Keys)}";
}
