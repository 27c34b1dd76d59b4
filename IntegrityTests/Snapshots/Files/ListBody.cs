using System.Text;
using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Snapshots.Files;

/// <summary>Writes a list as one body: the items of all its pages, without what shows where a page ended.</summary>
internal static class ListBody
{
    /// <param name="writer">Takes the body.</param>
    /// <param name="body">The body of one of the pages.</param>
    /// <param name="list">The member that holds the list.</param>
    /// <param name="items">The items of all pages.</param>
    /// <param name="root">The place of the body.</param>
    public static void Write(Utf8JsonWriter writer, JsonElement body, string list, IReadOnlyList<JsonElement> items, AnswerPlace root)
    {
        writer.WriteStartObject();
        foreach (var member in body.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            if (member.Name is "pagination" or "next_cursor") continue;
            var value = member.Value;
            if (!root.TryGo(member.Name, ref value, out var further)) continue;
            writer.WritePropertyName(member.Name);
            if (member.Name == list) WriteItems(writer, items, further);
            else CanonicalJson.Write(writer, value, further);
        }

        writer.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter writer, IReadOnlyList<JsonElement> items, AnswerPlace list)
    {
        writer.WriteStartArray();
        JsonElement item = default;
        if (list.TryGo(null, ref item, out var place))
            foreach (var written in Sorted(items, place)) CanonicalJson.Write(writer, written, place);
        writer.WriteEndArray();
    }

    // The platform promises no order of what belongs to a user or team, such as permissions. Ids may repeat: a product bought twice.
    private static IEnumerable<JsonElement> Sorted(IReadOnlyList<JsonElement> items, AnswerPlace place)
    {
        static string Key(JsonElement item) => string.Join('\n', item.Text("id"), item.Text("user_id"), item.Text("type"));
        string Text(JsonElement item) => JsonBytes.Of(writer => CanonicalJson.Write(writer, item, place), Encoding.UTF8.GetString);
        var byKey = items.OrderBy(Key, StringComparer.Ordinal);
        return items.Select(Key).Distinct(StringComparer.Ordinal).Count() == items.Count
            ? byKey
            : byKey.ThenBy(Text, StringComparer.Ordinal);
    }
}
