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

/// <summary>A value in a document that holds no further ones.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Value">The value.</param>
/// <param name="Parent">The object or array that has it; null where the document is that value.</param>
/// <param name="Place">Name or index in the parent.</param>
internal sealed record JsonLeaf(string Path, JsonNode? Value, JsonNode? Parent, object? Place)
{
    /// <summary>The path without positions in arrays: what the field is called.</summary>
    public string Field => System.Text.RegularExpressions.Regex.Replace(Path, @"\[\d+\]", "[]");

    /// <summary>Puts another value in its place.</summary>
    /// <returns>The document.</returns>
    public JsonNode? Replace(JsonNode? document, Random random)
    {
        var changed = Mutation.OfLeaf(Value, random);
        if (Place is string name) Parent![name] = changed;
        else if (Place is int index) Parent![index] = changed;
        else return changed;
        return document;
    }
}
