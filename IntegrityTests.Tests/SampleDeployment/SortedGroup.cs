using System.Text.Json.Nodes;
using Npgsql;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>A group of a table of the engine that sorts: a list and a search tree over the same rows.</summary>
internal sealed class SortedGroup(string path, JsonNode metadata)
{
    private readonly Dictionary<string, JsonNode> _rows = [];

    /// <summary>
    /// Whether the list has all rows in their order, forwards and backwards, and so has the tree, in which no row has a smaller priority
    /// than the one above it.
    /// </summary>
    public bool IsSound
    {
        get
        {
            var sorted = _rows.OrderBy(row => (decimal)row.Value["rowSortKey"]!).ThenBy(row => row.Key, StringComparer.Ordinal)
                .Select(row => row.Key)
                .ToList();
            return (int)metadata["rowCount"]! == sorted.Count
                && Chain("head", "next").SequenceEqual(sorted)
                && Chain("tail", "prev").Reverse().SequenceEqual(sorted)
                && Walk(Id(metadata, "root"), long.MinValue).SequenceEqual(sorted);
        }
    }

    public override string ToString() => path;

    public static async Task<IReadOnlyCollection<SortedGroup>> ReadAsync(NpgsqlConnection connection, string table)
    {
#pragma warning disable CA2100 // The tests' own statement.
        await using var command = new NpgsqlCommand(
            $"""
            SELECT m."keyPath"::text, m.value::text, r."keyPath"[7] #>> ARRAY[]::text[], r.value::text
            FROM {table} m
            JOIN {table} r ON r."keyPath"[:6] = m."keyPath"[:5] || '"rows"'::jsonb AND cardinality(r."keyPath") = 7
            WHERE m.value ? 'rowCount'
            """,
            connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var groups = new Dictionary<string, SortedGroup>();
        while (await reader.ReadAsync())
        {
            if (!groups.TryGetValue(reader.GetString(0), out var group))
                groups[reader.GetString(0)] = group = new(reader.GetString(0), JsonNode.Parse(reader.GetString(1))!);
            group._rows.Add(reader.GetString(2), JsonNode.Parse(reader.GetString(3))!);
        }

        return groups.Values;
    }

    private static string? Id(JsonNode row, string which) => (string?)row[$"{which}RowIdentifier"];

    // Bounded, should it go in circles.
    private IEnumerable<string> Chain(string first, string following)
    {
        var id = Id(metadata, first);
        for (var number = 0; id is not null && number <= _rows.Count; number++)
        {
            yield return id;
            id = Id(_rows[id], following);
        }
    }

    private IEnumerable<string> Walk(string? id, long least)
    {
        if (id is null) return [];

        var (row, priority) = (_rows[id], (long)_rows[id]["priority"]!);
        return priority < least
            ? []
            : [.. Walk(Id(row, "left"), priority), id, .. Walk(Id(row, "right"), priority)];
    }
}
