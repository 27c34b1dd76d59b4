using System.Globalization;
using System.Text;
using System.Text.Json;
using SampleDeployment.Api.Json;

namespace SampleDeployment.ClickHouse;

/// <summary>
/// Prints a stored JSON value as JavaScript does, which is how the platform copies it: no spaces; names that are whole numbers first,
/// ascending; every number a double, one beyond its range null; nothing escaped but quotes, backslashes and control characters.
/// </summary>
internal static class CopiedJson
{
    public static string Of(string json)
    {
        using var document = JsonDocument.Parse(json, new() { MaxDepth = JsonDepth.Max });
        return Append(new StringBuilder(), document.RootElement).ToString();
    }

    private static StringBuilder Append(StringBuilder text, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => AppendAll(
            text, "{}", value.EnumerateObject().OrderBy(member => WholeNumber(member.Name) ?? long.MaxValue),
            member => Append(AppendText(text, member.Name).Append(':'), member.Value)),
        JsonValueKind.Array => AppendAll(text, "[]", value.EnumerateArray(), item => Append(text, item)),
        JsonValueKind.String => AppendText(text, value.GetString()!),
        JsonValueKind.Number => text.Append(double.IsFinite(value.GetDouble()) ? StoredJson.Number(value.GetDouble()) : "null"),
        _ => text.Append(value.GetRawText()),
    };

    private static StringBuilder AppendAll<T>(StringBuilder text, string brackets, IEnumerable<T> parts, Func<T, StringBuilder> append)
    {
        text.Append(brackets[0]);
        foreach (var (index, part) in parts.Index())
        {
            if (index > 0) text.Append(',');
            append(part);
        }

        return text.Append(brackets[1]);
    }

    private static StringBuilder AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        return text.Append('"');
    }

    // An index of an array, as JavaScript has it: the others keep their order.
    private static long? WholeNumber(string name) =>
        uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number < uint.MaxValue && number.ToString(CultureInfo.InvariantCulture) == name
            ? number
            : null;
}
