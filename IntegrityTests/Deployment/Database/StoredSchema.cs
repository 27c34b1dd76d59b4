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

    /// <summary>Whether the table exists.</summary>
    public bool HasTable(ReadOnlySpan<char> table) => Columns(table) is not null;

    /// <summary>Whether the column exists.</summary>
    public bool Has(ReadOnlySpan<char> table, ReadOnlySpan<char> column) =>
        Columns(table)?.GetAlternateLookup<ReadOnlySpan<char>>().Contains(column) == true;

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
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            var table = name.AsSpan(0, dot);
            var column = name.AsSpan(dot + 1);
            if (!HasTable(table)) return $"table \"{table}\" is missing";
            if (!Has(table, column)) return $"column \"{table}\".\"{column}\" is missing";
        }

        return null;
    }

    // By spans, because every comparison of every user asks for parts of names.
    private FrozenSet<string>? Columns(ReadOnlySpan<char> table) =>
        _tables.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(table, out var columns) ? columns : null;
}
