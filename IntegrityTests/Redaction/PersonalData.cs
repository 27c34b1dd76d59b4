using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrityTests.Redaction;

/// <summary>
/// Shows values as they may appear in findings: shortened, and personal ones only if the operator asked for them. A hidden value keeps its
/// kind, its length and a mark; within one instance, equal values have equal marks. The key of the marks is random and never leaves the
/// instance, so nobody can find a value by trying.
/// </summary>
/// <param name="isShown">Whether personal values are shown.</param>
public sealed class PersonalData(bool isShown)
{
    private const int MaxLength = 200;
    private const int MaxAnswer = 1000;
    // The writers of findings refuse JSON of more than 64 levels.
    private const int MaxBrackets = 50;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>The value as it may appear in a finding.</summary>
    public JsonNode? Show(JsonNode? value, bool isPersonal)
    {
        if (value is null) return null;
        if (isPersonal && !isShown) return Hidden(value);
        var text = value.ToJsonString();
        if (text.Length > MaxLength) return JsonValue.Create(Shortened(text, MaxLength));
        return text.Count(letter => letter is '[' or '{') <= MaxBrackets ? value.DeepClone() : JsonValue.Create(text);
    }

    /// <summary>A whole answer as it may appear in a finding, as text: each personal value in it is hidden unless they are shown.</summary>
    public JsonNode? ShowAnswer(JsonNode? answer, Func<JsonNode, bool> isPersonal)
    {
        var text = (isShown ? answer : WithHidden(answer, isPersonal))?.ToJsonString(Readable);
        return text is null ? null : JsonValue.Create(text.Length > MaxAnswer ? Shortened(text, MaxAnswer) : text);
    }

    private static string Shortened(string text, int length) => $"{text[..length]}… ({text.Length} characters)";

    private JsonNode? WithHidden(JsonNode? node, Func<JsonNode, bool> isPersonal) => node switch
    {
        JsonObject members => new JsonObject(
            members.Select(member => KeyValuePair.Create(member.Key, WithHidden(member.Value, isPersonal)))),
        JsonArray items => new JsonArray([.. items.Select(item => WithHidden(item, isPersonal))]),
        null => null,
        _ => isPersonal(node) ? Hidden(node) : node.DeepClone(),
    };

    private JsonValue Hidden(JsonNode value)
    {
        var text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        var mark = Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)).AsSpan(0, 3));
        var kind = value.GetValueKind() switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            _ => "value",
        };
        return JsonValue.Create($"<hidden {kind} of {text.Length} characters, #{mark}>");
    }
}
