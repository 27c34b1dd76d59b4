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

    /// <summary>A member of an object that is true or false; null when it has none.</summary>
    public static bool? Flag(this JsonElement? parent, string name) => parent.Member(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A member of an object that is a whole number of 32 bits; null when it has none.</summary>
    public static int? Whole(this JsonElement? parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    /// <summary>A member of an object that is an array of strings; null when it has none.</summary>
    public static IReadOnlyList<string>? Texts(this JsonElement? parent, string name)
    {
        if (parent.Member(name) is not { ValueKind: JsonValueKind.Array } items) return null;
        var texts = items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!).ToList();
        return texts.Count == items.GetArrayLength() ? texts : null;
    }

    /// <summary>A member of an object that is an array; null when it has none.</summary>
    public static JsonElement? Items(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Array } items ? items : null;
}
