using System.Text.Json.Nodes;

namespace Benchmarks.Detection;

/// <summary>Changes one value of one answer, the same way each time it is asked for.</summary>
/// <param name="seed">Decides which value, and what becomes of it.</param>
internal sealed class AnswerDamage(int seed)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _passed = new(StringComparer.Ordinal);
    private string? _url;

    /// <summary>Endpoint and path of the value; null as long as the answer was not asked for.</summary>
    public string? Field { get; private set; }

    /// <summary>Changes the answer if it is the chosen one.</summary>
    /// <param name="url">What was asked for.</param>
    /// <param name="name">What the endpoint is called.</param>
    /// <param name="body">The answer.</param>
    /// <returns>The changed answer; null if it stays as it is.</returns>
    public JsonNode? Apply(string url, string name, JsonNode? body)
    {
        lock (_gate)
        {
            if (_url is null && !Chooses(url)) return null;
            if (_url is not null && _url != url) return null;
            var leaves = JsonLeaves.Of(body);
            var random = new Random(seed);
            if (leaves.Count == 0) return null;
            var leaf = leaves[random.Next(leaves.Count)];
            _url = url;
            Field ??= $"{name} {leaf.Field}";
            return leaf.Replace(body, random);
        }
    }

    // One of the first answers of the project that are asked for, whatever their order: a project has at least so many.
    private bool Chooses(string url) => _passed.Add(url) && _passed.Count > (int)((uint)seed % 25);
}
