using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IntegrityTests.Snapshots.Format;

/// <summary>
/// Writes JSON in one way: keys in ordinal order, of a repeated key the last value, numbers as JavaScript's doubles (as
/// <see cref="IntegrityTests.Json.JsonEquivalence"/> compares them), only what has to be escaped is. Secrets are replaced, ignored places left
/// out, and a <c>config_string</c> is written as the JSON that it holds.
/// </summary>
/// <param name="secrets">What stands for secrets.</param>
/// <param name="redact">Removes the run's own secrets from a text.</param>
internal sealed class CanonicalJson(SecretValues secrets, Func<string, string> redact)
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000, SkipValidation = true };

    // Longer whole numbers may not be doubles.
    private const int ExactDigits = 15;
    private static readonly Comparison<(string Name, JsonElement Value, int Order)> InOrder = Compare;
    private static readonly JsonDocumentOptions Embedded = new() { MaxDepth = 900 };

    public void Write(Utf8JsonWriter writer, JsonElement value, IgnoredPlaces.Trail trail, bool isSecret = false)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, value, trail, isSecret);
                break;
            case JsonValueKind.Array:
                WriteArray(writer, value, trail, isSecret);
                break;
            case JsonValueKind.Number:
                WriteNumber(writer, value);
                break;
            case JsonValueKind.String:
                WriteString(writer, value, isSecret);
                break;
            case JsonValueKind.Undefined:
                writer.WriteNullValue();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>Writes an object with a number in the place of one of its members.</summary>
    public void WriteWith(Utf8JsonWriter writer, JsonElement value, IgnoredPlaces.Trail trail, string name, BigInteger number) =>
        WriteObject(writer, value, trail, isSecret: false, (name, number));

    private void WriteObject(
        Utf8JsonWriter writer, JsonElement value, IgnoredPlaces.Trail trail, bool isSecret, (string Name, BigInteger Number)? instead = null)
    {
        var members = Sorted(value);
        writer.WriteStartObject();
        for (var i = 0; i < members.Count; i++)
        {
            var (name, member, _) = members[i];
            if (i + 1 < members.Count && members[i + 1].Name == name) continue;
            var further = trail.To(name, out var isIgnored);
            if (isIgnored) continue;
            writer.WritePropertyName(redact(name));
            if (instead is { } other && other.Name == name) writer.WriteRawValue(other.Number.ToString(CultureInfo.InvariantCulture), skipInputValidation: true);
            else if (name == "config_string" && ParseText(member) is { } config) Write(writer, config, further);
            else Write(writer, member, further, isSecret || SecretValues.IsSecret(name));
        }

        writer.WriteEndObject();
    }

    private void WriteArray(Utf8JsonWriter writer, JsonElement value, IgnoredPlaces.Trail trail, bool isSecret)
    {
        writer.WriteStartArray();
        foreach (var item in value.EnumerateArray())
        {
            var further = trail.To(null, out var isIgnored);
            if (!isIgnored) Write(writer, item, further, isSecret);
        }

        writer.WriteEndArray();
    }

    private void WriteString(Utf8JsonWriter writer, JsonElement value, bool isSecret)
    {
        var text = Text(value);
        writer.WriteStringValue(isSecret ? secrets.Replace(text) : redact(text));
    }

    private static void WriteNumber(Utf8JsonWriter writer, JsonElement value)
    {
        var raw = value.GetRawText();
        var isExact = raw.Length <= ExactDigits && raw.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
        if (isExact || !value.TryGetDouble(out var number) || !double.IsFinite(number)) writer.WriteRawValue(raw, skipInputValidation: true);
        else if (number == Math.Truncate(number) && Math.Abs(number) < 1e15) writer.WriteNumberValue((long)number);
        else writer.WriteRawValue(number.ToString("R", CultureInfo.InvariantCulture), skipInputValidation: true);
    }

    // Of repeated keys, which stay in their order, the last one counts.
    private static List<(string Name, JsonElement Value, int Order)> Sorted(JsonElement value)
    {
        var members = new List<(string Name, JsonElement Value, int Order)>(value.GetPropertyCount());
        var isSorted = true;
        foreach (var member in value.EnumerateObject())
        {
            var name = Name(member);
            isSorted &= members.Count == 0 || string.CompareOrdinal(members[^1].Name, name) <= 0;
            members.Add((name, member.Value, members.Count));
        }

        if (!isSorted) members.Sort(InOrder);
        return members;
    }

    private static int Compare((string Name, JsonElement Value, int Order) left, (string Name, JsonElement Value, int Order) right)
    {
        var byName = string.CompareOrdinal(left.Name, right.Name);
        return byName != 0 ? byName : left.Order.CompareTo(right.Order);
    }

    private static JsonElement? ParseText(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return JsonElement.Parse(value.GetString()!, Embedded);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Half of a surrogate pair is legal in JSON, and no text: it is compared as it is spelt.
    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return member.ToString();
        }
    }
}
