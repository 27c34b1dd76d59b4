namespace IntegrityTests.Snapshots.Tables;

/// <summary>Which columns of a table stand for which saved ones.</summary>
/// <param name="Saved">The table as it was saved.</param>
/// <param name="Now">The table as it is.</param>
/// <param name="Header">What the saved file is of.</param>
/// <param name="Renamed">New names of columns, by the saved ones.</param>
internal sealed record TableMatch(TableShape Saved, TableShape Now, TableHeader Header, IReadOnlyDictionary<string, string> Renamed)
{
    /// <summary>What the rows are ordered by; null: their saved key is not there any more, so that no row can be found again.</summary>
    public IReadOnlyList<KeyColumn>? Key { get; } = KeyIn(Saved, Now, Header.Key);

    /// <summary>Saved columns that are gone.</summary>
    public IReadOnlyList<string> Gone => [.. Header.Columns.Where(column => NowOf(column) is null)];

    /// <summary>Columns that are new.</summary>
    public IReadOnlyList<ColumnShape> Added =>
        [.. Now.Columns.Where(column => Saved.Find(column.Name) is null && !Renamed.Values.Contains(column.Name))];

    /// <summary>The present name of a saved column; null: it is gone.</summary>
    public string? NowOf(string column) =>
        Now.Find(column) is not null ? column : Renamed.TryGetValue(column, out var name) ? name : null;

    // A key of another type has another order.
    private static IReadOnlyList<KeyColumn>? KeyIn(TableShape saved, TableShape now, IReadOnlyList<KeyColumn> key)
    {
        // Where nothing identifies a row, all of it does.
        if (key.Count == 0) return saved.Columns.All(column => now.Find(column.Name) is not null) ? key : null;
        return key.All(column => now.Find(column.Name)?.Type is { } type && IsOf(column.Form, type)) ? key : null;
    }

    private static bool IsOf(KeyForm form, string type) => form switch
    {
        KeyForm.Uuid => type == "uuid",
        KeyForm.Number => type is "smallint" or "integer" or "bigint",
        _ => true,
    };
}
