using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IntegrityTests.Payments.Model;

/// <summary>
/// The id of a product's version: the SHA-256, in base64, of the product's id and its JSON as the backend writes them (source:
/// docs/platform.md, Payments rows).
/// </summary>
internal static class ProductVersionId
{
    // A number of more digits than these may be written in another way by the backend.
    private const int Digits = 15;

    /// <summary>
    /// The id of a version; null where the product holds a number that the backend may have written in another way than the database.
    /// </summary>
    /// <param name="productId">The product's id; null: it was defined within a purchase.</param>
    /// <param name="product">The product.</param>
    public static string? Of(string? productId, JsonElement product)
    {
        var text = new StringBuilder("{\"productId\":");
        if (productId is null) text.Append("null");
        else Append(text, productId);
        text.Append(",\"productJson\":");
        if (!TryAppend(text, product)) return null;
        text.Append('}');
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static bool TryAppend(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return TryAppendAll(text, '{', '}', Ordered(value), (member, to) =>
                {
                    Append(to, member.Name);
                    to.Append(':');
                    return TryAppend(to, member.Value);
                });
            case JsonValueKind.Array:
                return TryAppendAll(text, '[', ']', value.EnumerateArray(), (item, to) => TryAppend(to, item));
            case JsonValueKind.String:
                Append(text, value.GetString()!);
                return true;
            case JsonValueKind.Number:
                return TryAppendNumber(text, value.GetRawText());
            default:
                text.Append(value.GetRawText());
                return true;
        }
    }

    private static bool TryAppendAll<T>(
        StringBuilder text, char open, char close, IEnumerable<T> items, Func<T, StringBuilder, bool> append)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst) text.Append(',');
            isFirst = false;
            if (!append(item, text)) return false;
        }

        text.Append(close);
        return true;
    }

    // In JavaScript, keys that are whole numbers come first, in the order of the numbers, however they were sorted.
    private static IEnumerable<JsonProperty> Ordered(JsonElement value) => value.EnumerateObject()
        .OrderBy(member => IndexOf(member.Name) is null)
        .ThenBy(member => IndexOf(member.Name))
        .ThenBy(member => member.Name, StringComparer.Ordinal);

    private static uint? IndexOf(string name) =>
        uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < uint.MaxValue
            && number.ToString(CultureInfo.InvariantCulture) == name
            ? number
            : null;

    // The database keeps zeros at the end, which the backend does not write.
    private static bool TryAppendNumber(StringBuilder text, string raw)
    {
        var written = raw.Contains('.', StringComparison.Ordinal) ? raw.TrimEnd('0').TrimEnd('.') : raw;
        if (written.Length > Digits || written.AsSpan().IndexOfAny('e', 'E') >= 0
            || written.StartsWith("0.000000", StringComparison.Ordinal) || written.StartsWith("-0", StringComparison.Ordinal)) return false;
        text.Append(written);
        return true;
    }

    // JavaScript escapes quotes, backslashes and what is below a space, and nothing else.
    private static void Append(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => text.Append(letter),
            };
        }

        text.Append('"');
    }
}
