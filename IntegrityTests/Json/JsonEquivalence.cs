using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrityTests.Json;

/// <summary>
/// Compares JSON as the platform treats it: object keys in any order, numbers as JavaScript's doubles (PostgreSQL keeps <c>2.50</c>,
/// the API answers <c>2.5</c>).
/// </summary>
public static class JsonEquivalence
{
    /// <summary>The path of the first place where the two differ, from <paramref name="path"/> on; null when they are equal.</summary>
    public static string? FirstDifference(JsonNode? expected, JsonElement actual, string path)
    {
        switch (expected)
        {
            case null:
                return actual.ValueKind == JsonValueKind.Null ? null : path;
            case JsonObject members:
                return actual.ValueKind == JsonValueKind.Object ? FirstDifference(members, actual, path) : path;
            case JsonArray items:
                return actual.ValueKind == JsonValueKind.Array ? FirstDifference(items, actual, path) : path;
            default:
                return SameValue((JsonValue)expected, actual) ? null : path;
        }
    }

    private static string? FirstDifference(JsonObject expected, JsonElement actual, string path)
    {
        foreach (var (name, value) in expected)
        {
            var place = $"{path}.{name}";
            if (!actual.TryGetProperty(name, out var member)) return place;
            if (FirstDifference(value, member, place) is { } different) return different;
        }

        foreach (var member in actual.EnumerateObject())
            if (!expected.ContainsKey(member.Name)) return $"{path}.{member.Name}";
        return null;
    }

    private static string? FirstDifference(JsonArray expected, JsonElement actual, string path)
    {
        var length = actual.GetArrayLength();
        for (var i = 0; i < expected.Count; i++)
        {
            var place = $"{path}[{i}]";
            if (i >= length) return place;
            if (FirstDifference(expected[i], actual[i], place) is { } different) return different;
        }

        return length > expected.Count ? $"{path}[{expected.Count}]" : null;
    }

    private static bool SameValue(JsonValue expected, JsonElement actual) => expected.GetValueKind() switch
    {
        JsonValueKind.Number => actual.ValueKind == JsonValueKind.Number && Number(expected).Equals(actual.GetDouble()),
        JsonValueKind.String => actual.ValueKind == JsonValueKind.String && actual.ValueEquals(expected.GetValue<string>()),
        var kind => kind == actual.ValueKind,
    };

    // What is made of numbers need not be written and read again to be one; that would cost each user several times.
    private static double Number(JsonValue value)
    {
        if (value.TryGetValue<double>(out var number)) return number;
        if (value.TryGetValue<long>(out var whole)) return whole;
        return value.TryGetValue<int>(out var small) ? small : JsonSerializer.SerializeToElement(value).GetDouble();
    }
}
