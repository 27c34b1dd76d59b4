using System.Text.Json.Nodes;
using Npgsql;

namespace IntegrityTests.Tests.Repairs;

/// <summary>All rows of a database, as JSON texts of each table. Equal rows are counted.</summary>
internal sealed class Rows
{
    private readonly Dictionary<(string Table, string Row), long> _counts = [];

    /// <summary>What the repairs of this database kept: action, table, row.</summary>
    public List<(string Code, string Action, string Table, string Row)> Kept { get; } = [];

    public static async Task<Rows> ReadAsync(NpgsqlConnection connection)
    {
        var rows = new Rows();
        var tables = new List<string>();
        await using (var names = new NpgsqlCommand(
            "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace", connection))
        await using (var reader = await names.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        }

        if (tables.Remove("integrity_removed"))
        {
            await using var kept = new NpgsqlCommand("SELECT code, action, \"table\", \"row\"::text FROM integrity_removed", connection);
            await using var reader = await kept.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                rows.Kept.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        }

        foreach (var table in tables)
        {
#pragma warning disable CA2100 // Names of tables.
            await using var all = new NpgsqlCommand($"SELECT to_jsonb(t)::text, count(*) FROM \"{table}\" t GROUP BY 1", connection);
#pragma warning restore CA2100
            await using var reader = await all.ExecuteReaderAsync();
            while (await reader.ReadAsync()) rows._counts[(table, reader.GetString(0))] = reader.GetInt64(1);
        }

        return rows;
    }

    /// <summary>The rows that are here and not there, as often as they are here more.</summary>
    public IReadOnlyList<(string Table, string Row)> Except(Rows other) =>
    [
        .. _counts.SelectMany(row =>
            Enumerable.Repeat(row.Key, (int)Math.Max(0, row.Value - other._counts.GetValueOrDefault(row.Key)))),
    ];

    /// <summary>The same without some columns.</summary>
    public Rows Without(params string[] columns)
    {
        var rows = new Rows();
        foreach (var ((table, row), count) in _counts)
        {
            var json = JsonNode.Parse(row)!.AsObject();
            foreach (var column in columns) json.Remove(column);
            var key = (table, json.ToJsonString());
            rows._counts[key] = rows._counts.GetValueOrDefault(key) + count;
        }

        return rows;
    }
}
