using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Snapshots.Format;

/// <summary>A line of a snapshot: an answer, an item of a long list, or a row that could not be asked about.</summary>
/// <param name="Place">Where the line stands in its file, see <see cref="Format.Place"/>.</param>
/// <param name="Endpoint">Path and query without page; empty for a row without answers.</param>
/// <param name="Subject">Whom or what it is about.</param>
/// <param name="Status">The HTTP status; 0 for a row without answers.</param>
/// <param name="Json">The whole line.</param>
internal sealed record SavedLine(string Place, string Endpoint, string Subject, int Status, JsonElement Json)
{
    /// <summary>What the line says about an answer, as JSON; undefined when the body was none.</summary>
    public JsonElement Body => Json.TryGetProperty("body", out var body) ? body : default;

    /// <summary>The keyed hash in the body's place; null when the body is there.</summary>
    public string? Digest => Json.Text("digest");

    /// <summary>Whether the row was not verified, so that nothing is known about its answers.</summary>
    public bool IsUnknown => Status == 0;

    /// <summary>Whether nothing is known of what stands between the line before and this place.</summary>
    public bool IsGap => IsUnknown && Json.TryGetProperty("gap", out _);

    /// <summary>Whether two lines say the same, whatever this run shows of its answer.</summary>
    public static bool Agree(ReadOnlySpan<byte> saved, ReadOnlySpan<byte> now) =>
        now.SequenceEqual(saved) || (saved.Length > 0 && now.StartsWith(saved[..^1]) && now[(saved.Length - 1)..].StartsWith(ShownAnswer.Mark));

    /// <exception cref="FormatException">The text is no line of a snapshot.</exception>
    public static SavedLine Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            var json = JsonElement.Parse(text.Span, JsonDepth.Own);
            var isUnknown = json.TryGetProperty("unknown", out _);
            return new SavedLine(
                json.GetProperty("at").GetString()!,
                isUnknown ? "" : json.GetProperty("endpoint").GetString()!,
                json.GetProperty("subject").GetString()!,
                isUnknown ? 0 : json.GetProperty("status").GetInt32(),
                json);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FormatException("is no line of a snapshot", exception);
        }
    }

    /// <summary>Compares as the lines of a file are ordered.</summary>
    public int CompareTo(SavedLine other)
    {
        var byPlace = string.CompareOrdinal(Place, other.Place);
        if (byPlace != 0) return byPlace;
        var byEndpoint = string.CompareOrdinal(Endpoint, other.Endpoint);
        return byEndpoint != 0 ? byEndpoint : string.CompareOrdinal(Subject, other.Subject);
    }
}
