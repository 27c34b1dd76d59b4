using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrityTests.Json;

/// <summary>JSON on one line, with letters of all languages as they are.</summary>
internal static class JsonText
{
    // The depth is the writer's own limit; the default of 64 is less than an answer may have.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    public static string Of(JsonNode? node) => node?.ToJsonString(Options) ?? "null";

    public static byte[] Utf8Of(JsonNode? node) => JsonSerializer.SerializeToUtf8Bytes(node, Options);
}
