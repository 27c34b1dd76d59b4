namespace IntegrityTests.Copies.Mappings;

/// <summary>A column of a table in ClickHouse, and what PostgreSQL has for it.</summary>
/// <param name="Name">Its name in ClickHouse.</param>
/// <param name="Form">What its values are.</param>
/// <param name="Sql">The value in PostgreSQL, over the tables of <see cref="Mapping.From"/>.</param>
/// <param name="Needs">The columns of PostgreSQL that it is computed from.</param>
public sealed record MappedColumn(string Name, Form Form, string Sql, params IReadOnlyList<(string Table, string Column)> Needs)
{
    /// <summary>Whether its values are about persons. What is not text tells nothing about one.</summary>
    public bool IsPersonal { get; init; } = Form is Form.Text or Form.Json;

    /// <summary>The canonical text of the value in PostgreSQL.</summary>
    /// <param name="isNullable">Whether ClickHouse keeps a null of it; otherwise it has an empty text.</param>
    public string SourceSql(bool isNullable) => Form switch
    {
        Form.Flag => $"({Sql})::int::text",
        // One that is not finite has no milliseconds; as text it agrees with nothing.
        Form.Time => $"CASE WHEN isfinite({Sql}) THEN floor(extract(epoch FROM {Sql}) * 1000)::bigint::text ELSE ({Sql})::text END",
        Form.Text when !isNullable => $"coalesce(({Sql})::text, '')",
        _ => $"({Sql})::text",
    };

    /// <summary>The canonical text of the value in ClickHouse.</summary>
    public string CopySql => Form switch
    {
        Form.Flag => $"CAST(CAST(t.{Name}, 'Nullable(UInt8)'), 'Nullable(String)')",
        Form.Time => $"CAST(toUnixTimestamp64Milli(t.{Name}), 'Nullable(String)')",
        _ => $"CAST(toString(t.{Name}), 'Nullable(String)')",
    };
}
