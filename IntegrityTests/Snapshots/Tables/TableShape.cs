using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>A table as the catalogue describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, by name.</param>
/// <param name="Key">What identifies a row; empty where nothing does.</param>
/// <param name="Rules">Its indexes and constraints: the name, and the definition.</param>
internal sealed record TableShape(
    string Name, IReadOnlyList<ColumnShape> Columns, IReadOnlyList<KeyColumn> Key, IReadOnlyDictionary<string, string> Rules)
{
    /// <summary>Whether its rows lie in partitions.</summary>
    public bool IsPartitioned { get; init; }

    /// <summary>Why its rows cannot be read; null when they can.</summary>
    public string? WhyUnreadable { get; init; }

    /// <summary>The column with a name; null: there is none.</summary>
    public ColumnShape? Find(string column) => Columns.FirstOrDefault(known => known.Name == column);

    public JsonObject ToJson() => new()
    {
        ["columns"] = new JsonObject(Columns.Select(column =>
            KeyValuePair.Create<string, JsonNode?>(column.Name, new JsonArray(column.Type, column.Default)))),
        ["key"] = new JsonArray([.. Key.Select(column => column.ToJson())]),
        ["partitioned"] = IsPartitioned,
        ["rules"] = new JsonObject(Rules.OrderBy(rule => rule.Key, StringComparer.Ordinal)
            .Select(rule => KeyValuePair.Create<string, JsonNode?>(rule.Key, rule.Value))),
    };

    /// <exception cref="FormatException">It is not what <see cref="ToJson"/> writes.</exception>
    public static TableShape Read(string name, JsonElement json)
    {
        if (json.Member("columns") is not { ValueKind: JsonValueKind.Object } columns || json.Member("key") is not { } key
            || json.Member("rules") is not { ValueKind: JsonValueKind.Object } rules
            || ((JsonElement?)json).Flag("partitioned") is not { } isPartitioned)
            throw new FormatException($"lacks something of the table {name}: it was edited");
        return new TableShape(
            name,
            [.. columns.EnumerateObject().Select(column =>
                new ColumnShape(column.Name, column.Value[0].GetString()!, column.Value[1].GetString()))],
            [.. key.EnumerateArray().Select(KeyColumn.Read)],
            rules.EnumerateObject().ToDictionary(rule => rule.Name, rule => rule.Value.GetString()!))
        {
            IsPartitioned = isPartitioned,
        };
    }
}

/// <summary>A column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as SQL writes it.</param>
/// <param name="Default">The expression of its default; null where it has none.</param>
internal sealed record ColumnShape(string Name, string Type, string? Default);

/// <summary>A column of a key.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Form">How its values are written and ordered.</param>
internal sealed record KeyColumn(string Name, KeyForm Form)
{
    public JsonArray ToJson() => new(Name, Form.ToString());

    public static KeyColumn Read(JsonElement json) => new(json[0].GetString()!, Enum.Parse<KeyForm>(json[1].GetString()!));
}

/// <summary>How the values of a key column are written and ordered, equally on every server.</summary>
internal enum KeyForm
{
    /// <summary>16 bytes.</summary>
    Uuid,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>Its canonical text, in the order of its bytes.</summary>
    Text,

    /// <summary>Two keyed hashes of a text that may be a secret.</summary>
    Hidden,
}
