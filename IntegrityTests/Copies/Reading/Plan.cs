using IntegrityTests.Copies.Mappings;
using IntegrityTests.Deployment.ClickHouse;
using IntegrityTests.Deployment.Database;

namespace IntegrityTests.Copies.Reading;

/// <summary>How a mapping is compared in this deployment: with the columns that both databases have.</summary>
/// <param name="Mapping">The mapping.</param>
/// <param name="Columns">The columns to compare.</param>
/// <param name="Missing">Columns that are not compared, each with the reason.</param>
/// <param name="WhyNot">Why the mapping cannot be compared at all; null when it can.</param>
public sealed record Plan(
    Mapping Mapping, IReadOnlyList<MappedColumn> Columns, IReadOnlyList<(string Column, string Reason)> Missing, string? WhyNot)
{
    private Func<string, bool> IsNullable { get; init; } = _ => true;

    /// <summary>Makes the plan.</summary>
    public static Plan Of(Mapping mapping, StoredSchema source, ClickHouseSchema copy)
    {
        var missing = new List<(string, string)>();
        var columns = new List<MappedColumn>();
        foreach (var column in mapping.Columns)
        {
            if (WhyMissing(mapping, column, source, copy) is { } reason) missing.Add((column.Name, reason));
            else columns.Add(column);
        }

        return new Plan(mapping, columns, missing, WhyMissing(mapping, source, copy))
        {
            IsNullable = column => copy.IsNullable(mapping.Name, column),
        };
    }

    /// <summary>The canonical text of a column in PostgreSQL.</summary>
    public string SourceSql(MappedColumn column) => column.SourceSql(IsNullable(column.Name));

    private static string? WhyMissing(Mapping mapping, StoredSchema source, ClickHouseSchema copy)
    {
        if (!copy.HasTable(mapping.Name)) return $"this ClickHouse has no table analytics_internal.{mapping.Name}";
        (string, string)[] needed = [(mapping.Table, "sequenceId"), (mapping.Table, "shouldUpdateSequenceId"), .. mapping.Needs];
        var lacking = needed.Concat(mapping.Key.SelectMany(part => part.Needs))
            .FirstOrDefault(column => !source.Has(column.Item1, column.Item2));
        if (lacking.Item1 is not null) return $"the database has no column \"{lacking.Item1}\".\"{lacking.Item2}\"";
        string[] own = ["project_id", "branch_id", "sync_sequence_id", "sync_is_deleted", .. mapping.Key.Select(part => part.Name)];
        return Array.Find(own, column => !copy.Has(mapping.Name, column)) is { } column
            ? $"this ClickHouse has no column analytics_internal.{mapping.Name}.{column}"
            : null;
    }

    private static string? WhyMissing(Mapping mapping, MappedColumn column, StoredSchema source, ClickHouseSchema copy)
    {
        if (!copy.Has(mapping.Name, column.Name)) return $"this ClickHouse has no column analytics_internal.{mapping.Name}.{column.Name}";
        var lacking = column.Needs.FirstOrDefault(needed => !source.Has(needed.Table, needed.Column));
        return lacking.Table is null ? null : $"the database has no column \"{lacking.Table}\".\"{lacking.Column}\"";
    }
}
