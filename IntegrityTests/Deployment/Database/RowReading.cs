using Npgsql;

namespace IntegrityTests.Deployment.Database;

/// <summary>Reads what queries compute; the columns of tables are read by <see cref="Records.Column{T}"/>.</summary>
internal static class RowReading
{
    public static string? Text(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
