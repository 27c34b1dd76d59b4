using System.Collections.Frozen;

namespace IntegrityTests.Deployment.Database;

/// <summary>
/// Which tables and columns a database has. Deployments are older or newer than the reference version: what a comparison needs and
/// does not find makes that comparison skipped, never a crash and never green.
/// </summary>
public sealed class StoredSchema(IEnumerable<(string Table, string Column)> columns)
{
    private readonly FrozenDictionary<string, FrozenSet<string>> _tables = columns
        .GroupBy(c => c.Table, c => c.Column, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private readonly FrozenSet<string> _names = columns.Select(c => $"{c.Table}.{c.Column}").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the table exists.</summary>
    public bool HasTable(string table) => _tables.ContainsKey(table);

    /// <summary>Whether the column exists.</summary>
    public bool Has(string table, string column) => _tables.TryGetValue(table, out var columns) && columns.Contains(column);

    /// <summary>The SQL that reads a column, or a typed null where the deployment does not have it.</summary>
    /// <param name="alias">The table's alias in the query.</param>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="cast">A type to cast to, such as <c>text</c> for an enum or for jsonb.</param>
    public string Select(string alias, string table, string column, string? cast = null)
    {
        if (!Has(table, column)) return cast is null ? "NULL" : $"NULL::{cast}";
        return cast is null ? $"{alias}.\"{column}\"" : $"{alias}.\"{column}\"::{cast}";
    }

    /// <summary>The first of the needed columns, written <c>Table.column</c>, that is missing, as a reason to skip; null when all exist.</summary>
    public string? WhyMissing(IEnumerable<string> needed)
    {
        foreach (var name in needed)
        {
            if (_names.Contains(name)) continue;
            var (table, column) = Split(name);
            return HasTable(table) ? $"column \"{table}\".\"{column}\" is missing" : $"table \"{table}\" is missing";
        }

        return null;
    }

    private static (string Table, string Column) Split(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return (name[..dot], name[(dot + 1)..]);
    }
}
