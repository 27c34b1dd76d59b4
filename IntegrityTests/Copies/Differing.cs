using IntegrityTests.Copies.Mappings;
using IntegrityTests.Copies.Rules;

namespace IntegrityTests.Copies;

/// <summary>A key that is not the same in both databases.</summary>
/// <param name="Mapping">Its mapping.</param>
/// <param name="Verdict">What it is.</param>
/// <param name="Key">The parts of its key.</param>
public sealed record Differing(Mapping Mapping, Verdict Verdict, IReadOnlyList<string> Key)
{
    /// <summary>The sequence id of the row, or where there is none, of its deletion; null: none is known.</summary>
    public long? SourceId { get; init; }

    /// <summary>The sequence id of the version in ClickHouse; null: there is none.</summary>
    public long? CopyId { get; init; }

    /// <summary>Where the content differs, the columns with the values of both; only those that are compared.</summary>
    public IReadOnlyList<DifferingValue> Values { get; init; } = [];
}

/// <summary>A column in which row and copy differ.</summary>
/// <param name="Column">The column.</param>
/// <param name="Source">The canonical text of PostgreSQL's value.</param>
/// <param name="Copy">That of ClickHouse's.</param>
public sealed record DifferingValue(MappedColumn Column, string? Source, string? Copy);
