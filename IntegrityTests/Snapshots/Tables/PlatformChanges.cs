namespace IntegrityTests.Snapshots.Tables;

/// <summary>
/// What the platform changes by itself while nobody uses it (source: docs/platform.md, What changes by itself). It is the only list of it;
/// each entry says why.
/// </summary>
internal static class PlatformChanges
{
    private const string Sequencer = "the sequencer numbers flagged rows for the copy for analytics, each minute";
    private const string LastUse = "every use of a session writes it";
    private const string Worker = "the worker writes each time that it runs";
    private const string Clock = "the clock of the time fold";

    /// <summary>Columns, of one table or of every table that has them.</summary>
    public static IReadOnlyList<(string? Table, string Column, string Reason)> Columns { get; } =
    [
        (null, "sequenceId", Sequencer),
        (null, "shouldUpdateSequenceId", Sequencer),
        ("ProjectUser", "lastActiveAt", LastUse),
        ("ProjectUserRefreshToken", "lastActiveAt", LastUse),
        ("ProjectUserRefreshToken", "lastActiveAtIpInfo", LastUse),
        ("DeletedRow", "startedFulfillingAt", "the copy for analytics claims what it copies"),
        ("EmailOutboxProcessingMetadata", "lastExecutedAt", Worker),
        ("EmailOutboxProcessingMetadata", "updatedAt", Worker),
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
    [
        .. Columns.Where(known => (known.Table ?? table.Name) == table.Name && table.Find(known.Column) is not null)
            .Select(known => known.Column).Distinct(),
    ];

    /// <summary>The list in one sentence.</summary>
    public static string Text =>
        $"tables: not compared, since the platform changes them by itself: "
        + $"{string.Join(", ", Columns.Select(known => $"{known.Table ?? "*"}.{known.Column}"))}; "
        + $"at most reported as a warning, since rows come and go: {string.Join(", ", Rows.Keys)}";
}
