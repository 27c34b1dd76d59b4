using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Benchmarks.Detection;

/// <summary>Changes a value into another one of the same kind, as a bug or a bad migration would.</summary>
internal static class Mutation
{
    /// <summary>Another value of the column's type.</summary>
    /// <param name="type">PostgreSQL's name of the type.</param>
    /// <param name="value">The value as text; null for NULL.</param>
    /// <param name="canBeNull">Whether the column may be NULL.</param>
    /// <param name="labels">The labels of an enum; empty for other types.</param>
    /// <param name="random">Decides.</param>
    public static string? OfColumn(string type, string? value, bool canBeNull, IReadOnlyList<string> labels, Random random)
    {
        if (value is null) return Fresh(type, labels, random);
        if (canBeNull && random.Next(4) == 0) return null;
        if (labels.Count > 0) return labels.Count == 1 ? null : Another(labels, value, random);
        return type switch
        {
            "uuid" => NewId(random).ToString(),
            "bool" => value == "true" ? "false" : "true",
            "int2" or "int4" or "int8" or "numeric" =>
                (decimal.Parse(value, CultureInfo.InvariantCulture) + random.Next(1, 100)).ToString(CultureInfo.InvariantCulture),
            "timestamp" or "timestamptz" => Shift(value, random),
            "jsonb" or "json" => OfJson(JsonNode.Parse(value), random)?.ToJsonString() ?? "null",
            _ => OfText(value, random),
        };
    }

    /// <summary>The same document with one of its values changed.</summary>
    public static JsonNode? OfJson(JsonNode? document, Random random)
    {
        var leaves = JsonLeaves.Of(document);
        if (leaves.Count == 0) return "damaged";
        return leaves[random.Next(leaves.Count)].Replace(document, random);
    }

    /// <summary>Another value of the same JSON kind.</summary>
    public static JsonNode? OfLeaf(JsonNode? leaf, Random random) => leaf?.GetValueKind() switch
    {
        JsonValueKind.String => OfText(leaf.GetValue<string>(), random),
        JsonValueKind.Number => (leaf.AsValue().TryGetValue<decimal>(out var number) ? number : 0) + random.Next(1, 100),
        JsonValueKind.True => false,
        JsonValueKind.False => true,
        _ => "damaged",
    };

    private static string OfText(string value, Random random) => value.Length > 0 && random.Next(3) == 0
        ? value[..^1]
        : value.Insert(random.Next(value.Length + 1), "x");

    private static string? Fresh(string type, IReadOnlyList<string> labels, Random random) => labels.Count > 0
        ? labels[random.Next(labels.Count)]
        : type switch
        {
            "uuid" => NewId(random).ToString(),
            "bool" => "true",
            "int2" or "int4" or "int8" or "numeric" => random.Next(1, 100).ToString(CultureInfo.InvariantCulture),
            "timestamp" or "timestamptz" => "2025-05-05T05:05:05",
            "jsonb" or "json" => """{"damaged": true}""",
            _ => "damaged",
        };

    private static string Shift(string value, Random random) =>
        DateTime.Parse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal)
            .AddMinutes(random.Next(1, 1_000_000) * (random.Next(2) == 0 ? 1 : -1))
            .ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static string Another(IReadOnlyList<string> labels, string value, Random random)
    {
        var others = labels.Where(label => label != value).ToList();
        return others[random.Next(others.Count)];
    }

    private static Guid NewId(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        // The platform's ids are of version 4 (source: docs/platform.md, Database conventions).
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
