using System.Data.Common;
using System.Globalization;

namespace IntegrityTests.Deployment.ClickHouse;

/// <summary>A row of a result, while it is read.</summary>
/// <param name="reader">Stands at the row.</param>
public readonly struct ClickHouseRow(DbDataReader reader)
{
    /// <summary>The text of a column, or null.</summary>
    public string? Text(int column) => reader.IsDBNull(column) ? null : (string)reader.GetValue(column);

    /// <summary>A whole number, whatever its size in ClickHouse.</summary>
    public long Number(int column) => Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture);

    /// <summary>A number from 0 to 2^64 - 1.</summary>
    public ulong Hash(int column) => Convert.ToUInt64(reader.GetValue(column), CultureInfo.InvariantCulture);
}
