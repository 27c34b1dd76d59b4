using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrityTests.Json;

/// <summary>JSON on one line, with letters of all languages as they are.</summary>
internal static class JsonText
{
    public static string Of(JsonNode? node) => node?.ToJsonString(JsonDepth.Serializer) ?? "null";

    public static byte[] Utf8Of(JsonNode? node) => JsonSerializer.SerializeToUtf8Bytes(node, JsonDepth.Serializer);
}
