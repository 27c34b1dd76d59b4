using System.Text.Json;

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
