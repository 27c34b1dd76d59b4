using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Tests.Payments.Engine;

/// <summary>A row of one of the tables that the platform's payments engine keeps in <c>BulldozerStorageEngine</c>.</summary>
/// <param name="Table">The table, such as <c>payments-transactions</c>.</param>
/// <param name="Id">The row's id in it.</param>
/// <param name="SortKey">What the table sorts it by; null where it does not sort.</param>
/// <param name="Data">Its content.</param>
internal sealed record EngineRow(string Table, string Id, long? SortKey, JsonElement Data)
{
    /// <summary>Reads a row of the storage; null where it holds no row of a table, but a state, a marker or a part of a path.</summary>
    /// <param name="keyPath">Its path, as PostgreSQL writes an array of jsonb.</param>
    /// <param name="value">Its value.</param>
    public static EngineRow? Read(string keyPath, string value)
    {
        if (!value.Contains("\"rowData\"", StringComparison.Ordinal)) return null;
        var path = JsonElement.Parse($"[{keyPath[1..^1]}]").EnumerateArray().Select(part => JsonElement.Parse(part.GetString()!)).ToList();
        if (path[^2].ValueKind != JsonValueKind.String || path[^2].GetString() != "rows") return null;
        var content = JsonElement.Parse(value);
        return new EngineRow(
            path[1].GetString()!["external:".Length..],
            path[^1].GetString()!,
            content.Member("rowSortKey") is { ValueKind: JsonValueKind.Number } key ? key.GetInt64() : null,
            content.GetProperty("rowData"));
    }
}
