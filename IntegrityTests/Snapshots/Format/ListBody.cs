using System.Text;
using System.Text.Json;

namespace IntegrityTests.Snapshots.Format;

/// <summary>Writes a list as one body: the items of all its pages, without what tells where a page ended.</summary>
/// <param name="canonical">How JSON is written.</param>
internal sealed class ListBody(CanonicalJson canonical)
{
    private static readonly string[] ItemSteps = ["items", "transactions"];

    /// <param name="writer">Takes the body.</param>
    /// <param name="body">The body of one of the pages.</param>
    /// <param name="items">The items of all pages.</param>
    /// <param name="trail">What is left out of the body.</param>
    public void Write(Utf8JsonWriter writer, JsonElement body, IReadOnlyList<JsonElement> items, IgnoredPlaces.Trail trail)
    {
        writer.WriteStartObject();
        foreach (var member in body.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            if (member.Name is "pagination" or "next_cursor") continue;
            var further = trail.To(member.Name, out var isIgnored);
            if (isIgnored) continue;
            writer.WritePropertyName(member.Name);
            if (ItemSteps.Contains(member.Name)) WriteItems(writer, items, further);
            else canonical.Write(writer, member.Value, further);
        }

        writer.WriteEndObject();
    }

    private void WriteItems(Utf8JsonWriter writer, IReadOnlyList<JsonElement> items, IgnoredPlaces.Trail trail)
    {
        writer.WriteStartArray();
        var further = trail.To(null, out var isIgnored);
        foreach (var item in isIgnored ? [] : Sorted(items, further)) canonical.Write(writer, item, further);
        writer.WriteEndArray();
    }

    // The platform promises no order of what is somebody's, such as permissions. Ids may repeat: a product that was bought twice.
    private IEnumerable<JsonElement> Sorted(IReadOnlyList<JsonElement> items, IgnoredPlaces.Trail trail)
    {
        static string Key(JsonElement item) => string.Join('\n', Place.Text(item, "id"), Place.Text(item, "user_id"), Place.Text(item, "type"));
        var byKey = items.OrderBy(Key, StringComparer.Ordinal);
        return items.Select(Key).Distinct(StringComparer.Ordinal).Count() == items.Count
            ? byKey
            : byKey.ThenBy(item => Rendered.Of(writer => canonical.Write(writer, item, trail), Encoding.UTF8.GetString), StringComparer.Ordinal);
    }
}
