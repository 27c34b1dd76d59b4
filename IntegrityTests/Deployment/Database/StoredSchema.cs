using System.Collections.Concurrent;
using System.Collections.Frozen;
using IntegrityTests.Deployment.Records;
using Npgsql;

namespace IntegrityTests.Deployment.Database;

/// <summary>
/// Which tables and columns a database has. Deployments are older or newer than the reference version: a comparison that needs a missing
/// column is skipped, and never fails or passes.
/// </summary>
public sealed class StoredSchema(IEnumerable<(string Table, string Column)> columns)
{
    /// <summary>The SQL for a column that the database does not have.</summary>
    internal const string Nothing = "NULL";

    private readonly FrozenSet<string> _tables = columns.Select(c => c.Table).ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<(string Table, string Column)> _columns = columns.ToFrozenSet();

    // Asked for every member of every user.
    private readonly ConcurrentDictionary<Part, string?> _reasons = new();

    /// <summary>Reads it.</summary>
    internal static async Task<StoredSchema> ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        const string Sql = """
            SELECT c.relname::text, a.attname::text
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY(current_schemas(false)) AND c.relkind IN ('r', 'p', 'v', 'f') AND a.attnum > 0 AND NOT a.attisdropped
            """;
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var columns = new List<(string, string)>();
        while (await reader.ReadAsync(cancel)) columns.Add((reader.GetString(0), reader.GetString(1)));
        return new StoredSchema(columns);
    }

    /// <summary>Whether the table exists.</summary>
    public bool HasTable(string table) => _tables.Contains(table);

    /// <summary>Whether the column exists.</summary>
    public bool Has(string table, string column) => _columns.Contains((table, column));

    /// <summary>The first column of the part that is missing, as a reason to skip; null when all exist.</summary>
    internal string? WhyMissing(Part part) => _reasons.TryGetValue(part, out var reason) ? reason : _reasons.GetOrAdd(part, FindReason);

    /// <summary>The SQL that reads a column, or its stand-in, or null where the database has neither.</summary>
    /// <param name="column">The column.</param>
    /// <param name="alias">The table's alias in the query.</param>
    internal string Sql(Column column, string alias)
    {
        if (Has(column.Table, column.Name)) return $"{alias}.\"{column.Name}\"{column.Form}";
        return column.StandIn is { } other && Has(column.Table, other) ? $"{alias}.\"{other}\"{column.Form}" : Nothing;
    }

    /// <summary>The select list of a table: each column under its own name, in the order of their positions.</summary>
    internal string Select(TableColumns table, string alias) =>
        string.Join(", ", table.Read.Select(column => $"{Sql(column, alias)} AS \"{column.Name}\""));

    private string? FindReason(Part part)
    {
        if (part.Columns.FirstOrDefault(column => !Has(column.Table, column.Name)) is not { } missing) return null;
        return HasTable(missing.Table)
            ? $"column \"{missing.Table}\".\"{missing.Name}\" is missing"
            : $"table \"{missing.Table}\" is missing";
    }
}
