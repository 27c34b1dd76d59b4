using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrityTests.Tests.SampleDeployment;

internal static class CanonicalJson
{
    /// <summary>The same value with the keys of every object sorted, so that equal values are equal text.</summary>
    public static string Of(JsonNode? node) => Sorted(node)?.ToJsonString() ?? "null";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject entries => new JsonObject(entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ when node?.GetValueKind() == JsonValueKind.Number => JsonValue.Create(node.Deserialize<double>()),
        _ => node?.DeepClone(),
    };
}
