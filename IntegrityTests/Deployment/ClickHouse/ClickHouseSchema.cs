using System.Collections.Frozen;

namespace IntegrityTests.Deployment.ClickHouse;

/// <summary>Which tables and columns of <c>analytics_internal</c> the user sees, with their types.</summary>
public sealed class ClickHouseSchema(IEnumerable<(string Table, string Column, string Type)> columns)
{
    private readonly FrozenDictionary<(string Table, string Column), string> _types =
        columns.ToFrozenDictionary(column => (column.Table, column.Column), column => column.Type);

    /// <summary>Whether there are no tables at all, as for a user who may not see them.</summary>
    public bool IsEmpty => _types.Count == 0;

    /// <summary>Whether the table exists.</summary>
    public bool HasTable(string table) => _types.Keys.Any(column => column.Table == table);

    /// <summary>Whether the column exists.</summary>
    public bool Has(string table, string column) => _types.ContainsKey((table, column));

    /// <summary>Whether the column may be null; one that may not has an empty text for a null of PostgreSQL.</summary>
    public bool IsNullable(string table, string column) =>
        _types.TryGetValue((table, column), out var type) && type.Contains("Nullable(", StringComparison.Ordinal);
}
