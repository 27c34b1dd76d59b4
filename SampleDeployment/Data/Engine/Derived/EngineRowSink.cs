using System.Text;
using Npgsql;

namespace SampleDeployment.Data.Engine.Derived;

/// <summary>The rows of the engine on their way into the database: what its tables keep, and what its queue waits for.</summary>
/// <param name="storage">The table that takes what the engine's tables keep.</param>
internal sealed class EngineRowSink(string storage)
{
    private readonly CopyTable _storage = new(storage, "id", "keyPath", "value");

    private readonly CopyTable _queue = new(
        "BulldozerTimeFoldQueue",
        "id",
        "tableStoragePath",
        "groupKey",
        "rowIdentifier",
        "scheduledAt",
        "stateAfter",
        "rowData",
        "reducerSql",
        "createdAt",
        "updatedAt");

    // Rows of all customers are in the group that is no group; its path is there once.
    private readonly HashSet<string> _ungrouped = [];

    /// <summary>Rows that wait.</summary>
    public int Count => _storage.Count;

    /// <summary>The path of a table, up to its groups: JSON texts.</summary>
    /// <param name="table">Its name without what all names begin with.</param>
    /// <param name="inner">The table within it that keeps its rows; null if it keeps them itself.</param>
    public static string[] Path(string table, string? inner = null) =>
    [
        "\"table\"",
        $"\"external:payments-{table}\"",
        .. inner is null ? [] : new[] { "\"table\"", $"\"internal:{inner}\"" },
        "\"storage\"",
    ];

    /// <summary>Adds a part of a group: rows or states.</summary>
    public void Add(string[] table, string group, string part, IEnumerable<(string Id, string Value)> rows)
    {
        var path = Begin(table, "\"groups\"", group, $"\"{part}\"");
        if (group != JsonRow.Null || _ungrouped.Add(path.ToString()))
        {
            if (part == "rows")
                Send($"{Begin(table, "\"groups\"", group)}}}", JsonRow.Null);
            Send($"{path}}}", JsonRow.Null);
        }

        var length = path.Length;
        foreach (var (id, value) in rows)
        {
            Append(path, JsonRow.Json(id));
            Send($"{path}}}", value);
            path.Length = length;
        }
    }

    /// <summary>Adds what is known of a group as a whole.</summary>
    public void AddMetadata(string[] table, string group, string value) =>
        Send($"{Begin(table, "\"groups\"", group, "\"metadata\"")}}}", value);

    /// <summary>Adds something that will happen to a row of a time fold.</summary>
    public void Schedule(string table, Row source, DateTime at, string state)
    {
        var path = $"{Begin(Path(table))}}}";
        _queue.Add(
            Id($"{path} {source.Id}"),
            path,
            JsonRow.Null,
            source.Id,
            $"{at:yyyy-MM-dd HH:mm:ss.ffffff}+00",
            state,
            source.Data.Text,
            $"-- How {table} goes on, which the sample deployment computes itself",
            new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    public async Task SendAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await _storage.SendAsync(connection, cancel);
        await _queue.SendAsync(connection, cancel);
    }

    private void Send(string path, string value) => _storage.Add(Id(path), path, value);

    private static Guid Id(string text) => Seeded.Id(0, text, 0);

    private static StringBuilder Begin(string[] table, params string[] further)
    {
        var path = new StringBuilder("{");
        foreach (var element in table)
            Append(path, element);
        foreach (var element in further)
            Append(path, element);
        return path;
    }

    // In the form of an array of the database.
    private static void Append(StringBuilder path, string element)
    {
        if (path.Length > 1)
            path.Append(',');
        path.Append('"');
        foreach (var c in element)
        {
            if (c is '"' or '\\')
                path.Append('\\');
            path.Append(c);
        }

        path.Append('"');
    }
}
