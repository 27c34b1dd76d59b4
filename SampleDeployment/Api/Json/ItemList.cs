using System.Text.Json;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Api.Json;

/// <summary>The envelope of the lists that have no pages.</summary>
internal sealed class ItemList<T>(Shape<T> item)
{
    private readonly Shape<IReadOnlyList<T>> _list = new(
        ("items", (writer, items) => WriteItems(writer, items, item)),
        ("is_paginated", (writer, _) => writer.WriteBooleanValue(false)));

    public Answer Answer(IReadOnlyList<T> items) => Http.Answer.Json(writer => _list.Write(writer, items));

    private static void WriteItems(Utf8JsonWriter writer, IReadOnlyList<T> items, Shape<T> shape)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            shape.Write(writer, item);
        writer.WriteEndArray();
    }
}
