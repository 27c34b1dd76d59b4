using System.Text.Json.Nodes;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>Writes JSON with the keys of every object in another order each time, as the backend does.</summary>
/// <param name="seed">Equal seeds give equal orders.</param>
internal sealed class ShuffledJson(int seed)
{
    private int _texts;

    public string Text(JsonNode? node) => Shuffled(node, new Random(seed + Interlocked.Increment(ref _texts)))?.ToJsonString() ?? "null";

    private static JsonNode? Shuffled(JsonNode? node, Random random)
    {
        switch (node)
        {
            case JsonObject members:
                var order = members.ToArray();
                random.Shuffle(order);
                return new JsonObject(order.Select(member => KeyValuePair.Create(member.Key, Shuffled(member.Value, random))));
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Shuffled(item, random))]);
            default:
                return node?.DeepClone();
        }
    }
}
