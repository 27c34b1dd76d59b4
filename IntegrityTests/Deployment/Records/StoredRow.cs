using Npgsql;

namespace IntegrityTests.Deployment.Records;

/// <summary>The columns of one table in a row of a query.</summary>
/// <param name="row">The row.</param>
/// <param name="first">The position of the table's first column in the query.</param>
internal readonly struct StoredRow(NpgsqlDataReader row, int first = 0)
{
    /// <summary>The value of a column.</summary>
    public T Get<T>(Column<T> column) => column.Read(row, first + column.Position);

    /// <summary>Whether the column has a value.</summary>
    public bool Has(Column column) => !row.IsDBNull(first + column.Position);

    /// <summary>The columns of the table whose select list follows.</summary>
    public StoredRow After(TableColumns table) => new(row, first + table.Width);
}
