using System.Text.Json;

namespace SampleDeployment.Api.Json;

internal static class Writing
{
    /// <summary>A timestamp of the database, which is UTC without saying so, in milliseconds.</summary>
    public static void WriteMillis(this Utf8JsonWriter writer, DateTime time) =>
        writer.WriteNumberValue((time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond);

    public static void WriteId(this Utf8JsonWriter writer, Guid? id)
    {
        if (id is { } value)
            writer.WriteStringValue(value);
        else
            writer.WriteNullValue();
    }

    public static void WriteArray<T>(this Utf8JsonWriter writer, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            write(writer, item);
        writer.WriteEndArray();
    }
}
