using System.Text.Json.Nodes;

namespace Benchmarks.Detection;

/// <summary>The values of a document that hold no further ones.</summary>
internal static class JsonLeaves
{
    /// <summary>In the order of their paths, which is the same however the document's keys are ordered.</summary>
    public static IReadOnlyList<JsonLeaf> Of(JsonNode? document)
    {
        var leaves = new List<JsonLeaf>();
        Collect(document, "$", null, null, leaves);
        leaves.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return leaves;
    }

    private static void Collect(JsonNode? node, string path, JsonNode? parent, object? place, List<JsonLeaf> leaves)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } members:
                foreach (var (name, value) in members) Collect(value, $"{path}.{name}", members, name, leaves);
                break;
            case JsonArray { Count: > 0 } items:
                for (var index = 0; index < items.Count; index++) Collect(items[index], $"{path}[{index}]", items, index, leaves);
                break;
            default:
                leaves.Add(new JsonLeaf(path, node, parent, place));
                break;
        }
    }
}
