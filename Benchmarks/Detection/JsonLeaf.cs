using System.Text.Json.Nodes;

namespace Benchmarks.Detection;

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
