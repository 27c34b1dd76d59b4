using System.Globalization;
using System.Text.Json;

namespace IntegrityTests.Json;

/// <summary>
/// Writes JSON in one way: keys in ordinal order, of a repeated key the last value, numbers as JavaScript's doubles in their shortest form
/// (as <see cref="JsonEquivalence"/> compares them), only what has to be escaped is. So two values are equal exactly when their bytes are.
/// What may not be written is up to an <see cref="IWrittenPlace{TPlace}"/>.
/// </summary>
internal static class CanonicalJson
{
    // Longer whole numbers may not be doubles.
    private const int ExactDigits = 15;
    private static readonly Comparison<(string Name, JsonElement Value, int Order)> InOrder = Compare;

    /// <summary>The canonical bytes of a value.</summary>
    public static byte[] Of(JsonElement value) => JsonBytes.Of(writer => Write(writer, value, default(Everything)));

    /// <summary>Writes a value; one that is undefined is written as null.</summary>
    public static void Write<TPlace>(Utf8JsonWriter writer, JsonElement value, TPlace place)
        where TPlace : struct, IWrittenPlace<TPlace>
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, value, place);
                break;
            case JsonValueKind.Array:
                WriteArray(writer, value, place);
                break;
            case JsonValueKind.Number:
                WriteNumber(writer, value);
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(place.Text(Text(value)));
                break;
            case JsonValueKind.Undefined:
                writer.WriteNullValue();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject<TPlace>(Utf8JsonWriter writer, JsonElement value, TPlace place)
        where TPlace : struct, IWrittenPlace<TPlace>
    {
        var members = Sorted(value);
        writer.WriteStartObject();
        for (var i = 0; i < members.Count; i++)
        {
            var (name, member, _) = members[i];
            if (i + 1 < members.Count && members[i + 1].Name == name) continue;
            if (!place.TryGo(name, ref member, out var further)) continue;
            writer.WritePropertyName(place.Name(name));
            Write(writer, member, further);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray<TPlace>(Utf8JsonWriter writer, JsonElement value, TPlace place)
        where TPlace : struct, IWrittenPlace<TPlace>
    {
        writer.WriteStartArray();
        foreach (var item in value.EnumerateArray())
        {
            var written = item;
            if (place.TryGo(null, ref written, out var further)) Write(writer, written, further);
        }

        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, JsonElement value)
    {
        var raw = value.GetRawText();
        var isExact = raw.Length <= ExactDigits && raw.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
        if (isExact || !value.TryGetDouble(out var number) || !double.IsFinite(number))
            writer.WriteRawValue(raw, skipInputValidation: true);
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

    // Half of a surrogate pair is legal in JSON, but it is not a text: it is written as it is spelt.
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

    private readonly struct Everything : IWrittenPlace<Everything>
    {
        public bool TryGo(string? name, ref JsonElement value, out Everything further)
        {
            further = this;
            return true;
        }

        public string Name(string name) => name;

        public string Text(string text) => text;
    }
}
