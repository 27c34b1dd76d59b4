using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>What the first line of a table's file says.</summary>
/// <param name="Table">The table.</param>
/// <param name="Key">What its rows are ordered by; empty where nothing identifies them.</param>
/// <param name="Columns">The columns that each range has a digest of.</param>
/// <param name="Ignored">Those of them that are not in the fingerprints of rows.</param>
/// <param name="KeyMark">Tells the key of the hashes from others.</param>
internal sealed record TableHeader(
    string Table, IReadOnlyList<KeyColumn> Key, IReadOnlyList<string> Columns, IReadOnlyList<string> Ignored, string KeyMark)
{
    /// <summary>The version of the format that this suite writes and reads.</summary>
    public const int Version = 1;

    public byte[] ToLine() => JsonText.Utf8Of(new JsonObject
    {
        ["table_snapshot"] = Version,
        ["table"] = Table,
        ["key"] = new JsonArray([.. Key.Select(column => column.ToJson())]),
        ["columns"] = new JsonArray([.. Columns.Select(column => JsonValue.Create(column))]),
        ["ignored"] = new JsonArray([.. Ignored.Select(column => JsonValue.Create(column))]),
        ["key_mark"] = KeyMark,
    });

    /// <exception cref="FormatException">It is not such a line.</exception>
    public static TableHeader Read(string line)
    {
        try
        {
            JsonElement? json = JsonElement.Parse(line);
            if (json.Whole("table_snapshot") is not Version)
                throw new FormatException($"is not a table's file of version {Version}: save the snapshot again");
            if (json.Text("table") is not { } table
                || json.Texts("columns") is not { } columns
                || json.Texts("ignored") is not { } ignored
                || json.Text("key_mark") is not { } mark || json.Member("key") is not { ValueKind: JsonValueKind.Array } key)
                throw new FormatException("begins with a first line that lacks something: it was edited");
            return new TableHeader(
                table,
                [.. key.EnumerateArray().Select(KeyColumn.Read)],
                columns,
                ignored,
                mark);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("does not begin with the first line of a table's file", exception);
        }
    }
}
