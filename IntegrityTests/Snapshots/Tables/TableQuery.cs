using System.Buffers.Binary;
using IntegrityTests.Deployment.Database;
using Npgsql;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>
/// The query of a table's rows, in the order of their keys: the key, whether the row says of itself that it was written lately or waits for
/// the sequencer, and of each column a keyed hash of its canonical text. No other value leaves the server.
/// </summary>
internal sealed class TableQuery
{
    /// <summary>What stands for a column where nothing identifies a row: how often the row is there.</summary>
    public const string Copies = "(number of equal rows)";

    private readonly IReadOnlyList<KeyColumn> _key;
    private readonly KeyForm[] _forms;
    private readonly IReadOnlyList<(string Name, object Value)> _parameters;
    private readonly string _select;
    private readonly string? _where;
    private readonly string _order;
    private readonly int _columns;
    private readonly bool _isGrouped;

    /// <param name="table">The table, as it is now.</param>
    /// <param name="key">What its rows are ordered by; empty: nothing identifies them.</param>
    /// <param name="columns">The columns to hash, and the names under which they are.</param>
    /// <param name="hashes">The seeds.</param>
    /// <param name="scope">Which of its rows; null: all.</param>
    /// <param name="times">Columns of times that a row was written at.</param>
    /// <param name="since">What is later than this was written lately.</param>
    public TableQuery(
        TableShape table,
        IReadOnlyList<KeyColumn> key,
        IReadOnlyList<(string Column, string Name)> columns,
        TableHashes hashes,
        TableScope? scope = null,
        IReadOnlyList<string>? times = null,
        DateTime since = default)
    {
        _key = key;
        _isGrouped = key.Count == 0;
        _columns = _isGrouped ? 1 : columns.Count;
        var parameters = new List<(string, object)>();
        if (scope is not null) parameters.Add(("projects", scope.Projects));
        _where = scope?.Condition;
        var order = _isGrouped
            ? Row(columns.Select(column => column.Column), parameters, hashes)
            : key.SelectMany(column => Order(column, parameters, hashes));
        var recent = times is { Count: > 0 } && !_isGrouped
            ? string.Join(" OR ", times.Select(time => $"coalesce({Quoted(time)} > @since AND {Quoted(time)} <= now(), false)"))
            : "false";
        if (recent != "false") parameters.Add(("since", since));
        string[] keys = [.. order];
        var cells = _isGrouped
            ? ["count(*)"]
            : columns.Select((column, i) =>
            {
                parameters.Add(($"c{i}", hashes.SeedOf(column.Name)));
                return $"hashtextextended({Quoted(column.Column)}::text COLLATE \"C\", @c{i})";
            });
        var due = !_isGrouped && PlatformChanges.IsSequenced(table) ? $"coalesce({Quoted(PlatformChanges.Flag)}, false)" : "false";
        // In one piece: a value of its own for each column would cost more to send and to read than all hashing.
        var all = $"array_send(ARRAY[{string.Join(", ", cells)}]::int8[])";
        _order = string.Join(", ", keys);
        _select = $"SELECT {string.Join(", ", keys.Append(recent).Append(due).Append(all))} FROM {Quoted(table.Name)}";
        _parameters = parameters;
        _forms = _isGrouped ? [KeyForm.Hidden] : [.. key.Select(column => column.Form)];
    }

    /// <summary>How many bytes each key has; null where they differ.</summary>
    public int? KeyBytes => BytesOf(_key);

    /// <summary>How many bytes each of such keys has; null where they differ.</summary>
    public static int? BytesOf(IReadOnlyList<KeyColumn> key) =>
        key.Any(column => column.Form == KeyForm.Text) ? null
        : key.Count == 0 ? 16
        : key.Sum(column => column.Form == KeyForm.Number ? 8 : 16);

    /// <summary>The query of the rows behind a key; null: of all.</summary>
    public (string Sql, (string Name, object Value)[] Parameters) Behind(byte[]? bytes)
    {
        var key = bytes is null ? null : TableKeys.Values(_forms, bytes);
        List<string> conditions = _where is null ? [] : [_where];
        if (key is not null)
        {
            var last = string.Join(", ", key.Select((_, i) => $"@k{i}"));
            if (!_isGrouped) conditions.Add($"({_order}) > ({last})");
        }

        var where = conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}";
        var group = _isGrouped ? $" GROUP BY {_order}" : "";
        // The hashes of whole rows are known only once rows are put together.
        var having = _isGrouped && key is not null ? $" HAVING ({_order}) > ({string.Join(", ", key.Select((_, i) => $"@k{i}"))})" : "";
        return (
            $"{_select}{where}{group}{having} ORDER BY {_order}",
            [.. _parameters, .. key?.Select((value, i) => ($"k{i}", value)) ?? []]);
    }

    /// <summary>Reads a row of the result.</summary>
    public void Read(NpgsqlDataReader row, TableRow into)
    {
        into.KeyLength = 0;
        var column = 0;
        foreach (var form in _forms)
        {
            into.Append(row, form, column++);
            if (form == KeyForm.Hidden) into.Append(row, form, column++);
        }

        into.IsRecent = row.GetBoolean(column++);
        into.IsDue = row.GetBoolean(column++);
        into.ReadHashes(row, column, _columns);
    }

    /// <summary>An identifier.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static IEnumerable<string> Row(IEnumerable<string> columns, List<(string, object)> parameters, TableHashes hashes)
    {
        var row = $"ROW({string.Join(", ", columns.Select(column => $"{Quoted(column)}::text"))})::text COLLATE \"C\"";
        return Twice(row, "row", parameters, hashes);
    }

    private static IEnumerable<string> Order(KeyColumn column, List<(string, object)> parameters, TableHashes hashes) => column.Form switch
    {
        KeyForm.Uuid => [Quoted(column.Name)],
        KeyForm.Number => [$"{Quoted(column.Name)}::int8"],
        KeyForm.Text => [$"({Quoted(column.Name)}::text COLLATE \"C\")"],
        _ => Twice($"{Quoted(column.Name)}::text COLLATE \"C\"", column.Name, parameters, hashes),
    };

    private static IEnumerable<string> Twice(string text, string name, List<(string, object)> parameters, TableHashes hashes)
    {
        foreach (var part in new[] { "first", "second" })
        {
            var parameter = $"h{parameters.Count}";
            parameters.Add((parameter, hashes.SeedOf($"{name}, {part} part of a key")));
            yield return $"hashtextextended({text}, @{parameter})";
        }
    }
}

/// <summary>Which rows of a table.</summary>
/// <param name="Condition">A condition in SQL with the parameter <c>projects</c>.</param>
/// <param name="Projects">The ids of the projects.</param>
internal sealed record TableScope(string Condition, string[] Projects)
{
    /// <summary>The rows of projects; null where a row belongs to none.</summary>
    public static TableScope? Of(TableShape table, IReadOnlyList<string>? projects)
    {
        if (projects is null) return null;
        var condition = table.Name == "Project" && table.Find("id") is not null ? "id::text = ANY(@projects)"
            : table.Find("tenancyId") is not null
                ? "\"tenancyId\" IN (SELECT y.id FROM \"Tenancy\" y WHERE y.\"projectId\"::text = ANY(@projects))"
            : table.Find("projectId") is not null ? "\"projectId\"::text = ANY(@projects)"
            : null;
        return condition is null ? null : new TableScope(condition, [.. projects]);
    }
}

/// <summary>A row as it is read; one instance is used for all.</summary>
/// <param name="columns">How many columns are hashed.</param>
internal sealed class TableRow(int columns)
{
    private readonly byte[] _array = new byte[20 + 12 * Math.Max(1, columns)];
    private byte[] _key = new byte[64];

    /// <summary>The key, in bytes whose order is that of the rows.</summary>
    public ReadOnlySpan<byte> Key => _key.AsSpan(0, KeyLength);

    public int KeyLength { get; set; }

    /// <summary>Whether the row says that it was written lately.</summary>
    public bool IsRecent { get; set; }

    /// <summary>Whether the sequencer is about to give it its next number.</summary>
    public bool IsDue { get; set; }

    /// <summary>What the server made of each value; null for NULL.</summary>
    public long?[] Hashes { get; } = new long?[columns];

    /// <summary>Adds a part to the key.</summary>
    public void Append(NpgsqlDataReader row, KeyForm form, int column)
    {
        switch (form)
        {
            case KeyForm.Uuid:
                row.GetGuid(column).TryWriteBytes(Room(16), bigEndian: true, out _);
                break;
            case KeyForm.Text:
                // No text has a zero in it.
                var text = row.GetString(column);
                var room = Room(KeptBytes.Instance.GetByteCount(text) + 1);
                KeptBytes.Instance.GetBytes(text, room);
                room[^1] = 0;
                break;
            default:
                BinaryPrimitives.WriteInt64BigEndian(Room(8), row.GetInt64(column) ^ long.MinValue);
                break;
        }
    }

    /// <summary>Reads the hashes, which the server sends as it would send an array of numbers.</summary>
    public void ReadHashes(NpgsqlDataReader row, int column, int count)
    {
        const int Header = 20;
        var length = (int)row.GetBytes(column, 0, _array, 0, _array.Length);
        var array = _array.AsSpan(0, length);
        if (count == 0) return;
        array = array[Header..];
        for (var i = 0; i < count; i++)
        {
            var isNull = BinaryPrimitives.ReadInt32BigEndian(array) < 0;
            Hashes[i] = isNull ? null : BinaryPrimitives.ReadInt64BigEndian(array[4..]);
            array = array[(isNull ? 4 : 12)..];
        }
    }

    private Span<byte> Room(int length)
    {
        var start = KeyLength;
        KeyLength += length;
        if (_key.Length < KeyLength) Array.Resize(ref _key, Math.Max(KeyLength, 2 * _key.Length));
        return _key.AsSpan(start, length);
    }
}
