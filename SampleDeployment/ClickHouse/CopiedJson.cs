using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SampleDeployment.Api.Json;

namespace SampleDeployment.ClickHouse;

/// <summary>
/// Prints a stored JSON value as JavaScript does, which is how the platform copies it: names that are whole numbers first, ascending; every
/// number a double, one beyond its range null.
/// </summary>
internal static class CopiedJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(string json)
    {
        using var document = JsonDocument.Parse(json, new() { MaxDepth = JsonDepth.Max });
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Options))
            Write(writer, document.RootElement);
        return System.Text.Encoding.UTF8.GetString(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => WholeNumber(member.Name) ?? long.MaxValue))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number when double.IsFinite(value.GetDouble()):
                writer.WriteRawValue(StoredJson.Number(value.GetDouble()), skipInputValidation: true);
                break;
            case JsonValueKind.Number:
                writer.WriteNullValue();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    // An index of an array, as JavaScript has it: the others keep their order.
    private static long? WholeNumber(string name) =>
        uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number < uint.MaxValue && number.ToString(CultureInfo.InvariantCulture) == name
            ? number
            : null;
}
