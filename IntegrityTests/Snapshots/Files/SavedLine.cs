using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Snapshots.Files;

/// <summary>A line of a snapshot: an answer, an item of a long list, or a row that could not be asked about.</summary>
/// <param name="Place">Where the line stands in its file, by its <see cref="SortKey"/>.</param>
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
        now.SequenceEqual(saved)
        || (saved.Length > 0 && now.StartsWith(saved[..^1]) && now[(saved.Length - 1)..].StartsWith(DigestPreview.Mark));

    /// <exception cref="FormatException">The text is not a line of a snapshot.</exception>
    public static SavedLine Read(ReadOnlyMemory<byte> text)
    {
        JsonElement? json;
        try
        {
            json = JsonElement.Parse(text.Span, JsonDepth.Own);
        }
        catch (JsonException exception)
        {
            throw new FormatException("has a line that is not one of a snapshot: it was edited", exception);
        }

        var isUnknown = json.Member("unknown") is not null;
        if (json.Text("at") is not { } place || json.Text("subject") is not { } subject
            || (isUnknown ? "" : json.Text("endpoint")) is not { } endpoint || (isUnknown ? 0 : json.Whole("status")) is not { } status)
            throw new FormatException("has a line that is not one of a snapshot: it was edited");
        return new SavedLine(place, endpoint, subject, status, json!.Value);
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

/// <summary>What findings may say of an answer that has only a digest: a comparing run ends its line with it. It is not saved.</summary>
internal static class DigestPreview
{
    /// <summary>Its name.</summary>
    public const string Name = "shown";

    /// <summary>What stands before it, and nowhere else in a line of a digest.</summary>
    public static ReadOnlySpan<byte> Mark => ",\"shown\":"u8;

    /// <summary>A line without it: as it is saved.</summary>
    public static ReadOnlySpan<byte> Removed(ReadOnlySpan<byte> line) =>
        line.IndexOf(Mark) is >= 0 and var length ? (byte[])[.. line[..length], (byte)'}'] : line;
}
