using IntegrityTests.Deployment.Records;
using Npgsql;

namespace IntegrityTests.Deployment.Database;

/// <summary>Reads columns by position, null-safe and without a type that a damaged value could overflow.</summary>
internal static class RowReading
{
    public static string? Text(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static bool? Flag(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetBoolean(column);

    public static int? Number(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    public static long Long(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? 0 : row.GetInt64(column);

    public static Guid? Id(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    public static StoredTime? Time(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : new StoredTime(row.GetFieldValue<long>(column));
}
