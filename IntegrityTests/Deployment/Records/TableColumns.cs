using Npgsql;

namespace IntegrityTests.Deployment.Records;

/// <summary>
/// Declares the columns that are read of a table. Their order is that of the select list, so that each is read at its own position. A
/// column that only newer generations have does not belong to the table's part: where it is missing it reads as null, and a comparison
/// that follows from it names it beside the table.
/// </summary>
internal sealed class TableColumns : Part
{
    private readonly List<Column> _columns = [];
    private readonly List<Column> _read = [];

    /// <summary>Declares a table.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="named">Columns that queries need but do not read, such as those of their conditions.</param>
    public TableColumns(string name, params IEnumerable<string> named)
    {
        Name = name;
        _columns.AddRange(named.Select(Apart));
    }

    /// <summary>The table's name.</summary>
    public string Name { get; }

    /// <summary>The columns to read, in the order of the select list.</summary>
    public IReadOnlyList<Column> Read => _read;

    /// <summary>How many columns the select list has.</summary>
    public int Width => _read.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Column> Columns => _columns;

    /// <summary>A column that only some queries need: it does not belong to the table's part.</summary>
    public Column Apart(string name) => new(Name, name);

    /// <summary>A uuid that every row has.</summary>
    public Column<Guid> Key(string name) => Add(name, (row, i) => row.GetGuid(i));

    /// <summary>A uuid.</summary>
    public Column<Guid?> Id(string name, string? since = null) =>
        Add(name, (row, i) => row.IsDBNull(i) ? (Guid?)null : row.GetGuid(i), since: since);

    /// <summary>A text.</summary>
    public Column<string?> Text(string name, string? since = null) => Add(name, ReadText, since: since);

    /// <summary>An enum or jsonb, as text.</summary>
    public Column<string?> AsText(string name, string? since = null) => Add(name, ReadText, "::text", since: since);

    /// <summary>A boolean.</summary>
    public Column<bool?> Flag(string name, string? since = null) =>
        Add(name, (row, i) => row.IsDBNull(i) ? (bool?)null : row.GetBoolean(i), since: since);

    /// <summary>Whether an enum has a value; null does not.</summary>
    public Column<bool> Is(string name, string label, string? since = null) => Add(name, ReadTruth, $"::text = '{label}'", since: since);

    /// <summary>Whether a column is not null.</summary>
    public Column<bool> IsSet(string name, string? since = null) => Add(name, ReadTruth, " IS NOT NULL", since: since);

    /// <summary>An integer of any width, 0 for null.</summary>
    public Column<long> Long(string name, string? since = null) =>
        Add(name, (row, i) => row.IsDBNull(i) ? 0 : row.GetInt64(i), "::int8", since: since);

    /// <summary>A small integer.</summary>
    public Column<int?> Number(string name, string? since = null) =>
        Add(name, (row, i) => row.IsDBNull(i) ? (int?)null : row.GetInt32(i), "::int4", since: since);

    /// <summary>A moment.</summary>
    public Column<StoredTime?> Time(string name, string? standIn = null, string? since = null) =>
        Add(name, (row, i) => row.IsDBNull(i) ? (StoredTime?)null : new StoredTime(row.GetFieldValue<long>(i)), "", standIn, since);

    private static string? ReadText(NpgsqlDataReader row, int position) => row.IsDBNull(position) ? null : row.GetString(position);

    private static bool ReadTruth(NpgsqlDataReader row, int position) => !row.IsDBNull(position) && row.GetBoolean(position);

    private Column<T> Add<T>(
        string name, Func<NpgsqlDataReader, int, T> read, string form = "", string? standIn = null, string? since = null)
    {
        var column = new Column<T>(Name, name, read) { Form = form, StandIn = standIn, Since = since, Position = _read.Count };
        if (since is null) _columns.Add(column);
        _read.Add(column);
        return column;
    }
}
