using System.Text.Json;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Api.Json;

/// <summary>
/// How an object of the API is written. The platform's key order differs from response to response, so ours does: each object
/// takes one of a few orders at random.
/// </summary>
internal sealed class Shape<T>
{
    private const int Orders = 16;

    private readonly (JsonEncodedText Name, Action<Utf8JsonWriter, T> Write)[][] _orders;

    public Shape(params (string Name, Action<Utf8JsonWriter, T> Write)[] properties)
    {
        Properties = properties;
        var encoded = Array.ConvertAll(properties, property => (JsonEncodedText.Encode(property.Name), property.Write));
        _orders = [.. Enumerable.Range(0, Orders).Select(_ => Shuffled(encoded))];
    }

    /// <summary>What it was made of, for shapes that say more.</summary>
    public IReadOnlyList<(string Name, Action<Utf8JsonWriter, T> Write)> Properties { get; }

    public void Write(Utf8JsonWriter writer, T value)
    {
        writer.WriteStartObject();
        foreach (var (name, write) in _orders[Random.Shared.Next(Orders)])
        {
            writer.WritePropertyName(name);
            write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static TItem[] Shuffled<TItem>(TItem[] items)
    {
        var copy = items.ToArray();
        Random.Shared.Shuffle(copy);
        return copy;
    }
}

/// <summary>The envelope of the lists that have no pages.</summary>
internal sealed class ItemList<T>
{
    private readonly Shape<IReadOnlyList<T>> _list;

    /// <param name="item">How every item is written.</param>
    public ItemList(Shape<T> item)
        : this(item.Write)
    {
    }

    private ItemList(Action<Utf8JsonWriter, T> write) => _list = new(
        ("items", (writer, items) => writer.WriteArray(items, write)),
        ("is_paginated", (writer, _) => writer.WriteBooleanValue(false)));

    /// <summary>A list whose items are not all written in the same way.</summary>
    public static ItemList<T> By(Func<T, Shape<T>> shapeOf) => new((writer, item) => shapeOf(item).Write(writer, item));

    public Answer Answer(IReadOnlyList<T> items) => Http.Answer.Json(writer => _list.Write(writer, items));
}

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
