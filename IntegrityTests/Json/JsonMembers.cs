using System.Text.Json;

namespace IntegrityTests.Json;

/// <summary>Reads members of JSON that may be of any shape.</summary>
internal static class JsonMembers
{
    /// <summary>A member of an object; null when it has none, or is not an object.</summary>
    public static JsonElement? Member(this JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var member) ? member : null;

    /// <summary>A member of an object; null when it has none, or is not an object.</summary>
    public static JsonElement? Member(this JsonElement parent, string name) => ((JsonElement?)parent).Member(name);

    /// <summary>A string member of an object; null when it has none.</summary>
    public static string? Text(this JsonElement? parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A string member of an object; null when it has none.</summary>
    public static string? Text(this JsonElement parent, string name) => ((JsonElement?)parent).Text(name);

    /// <summary>A member of an object that is an array; null when it has none.</summary>
    public static JsonElement? Items(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Array } items ? items : null;
}
