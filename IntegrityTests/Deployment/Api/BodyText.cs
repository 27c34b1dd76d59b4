using System.Text;

namespace IntegrityTests.Deployment.Api;

/// <summary>Says what a body is that is not JSON. What it says is not repeated unless personal data may be shown.</summary>
internal static class BodyText
{
    private const int ExcerptBytes = 200;
    private const int MaxId = 64;

    // Others are not repeated: a header can hold anything.
    private static readonly string[] KnownTypes =
        ["text/html", "text/plain", "text/xml", "application/xml", "application/octet-stream", "application/xhtml+xml", "text/css"];

    /// <summary>What it is, with its size.</summary>
    /// <param name="bytes">The body, not empty.</param>
    /// <param name="mediaType">Its content type; null: there is none.</param>
    /// <param name="quotes">Whether its beginning may be quoted.</param>
    public static string Describe(ReadOnlySpan<byte> bytes, string? mediaType, bool quotes)
    {
        var type = mediaType is null ? "no content type"
            : KnownTypes.FirstOrDefault(known => known.Equals(mediaType, StringComparison.OrdinalIgnoreCase)) ?? "another content type";
        var what = IsHtml(bytes, mediaType) ? $"an HTML page of {bytes.Length} bytes ({type})"
            : IsJson(bytes) ? $"what looks like JSON, {bytes.Length} bytes, but is sent as {type}"
            : $"{bytes.Length} bytes of {type}{RequestIdOf(bytes)}";
        return quotes ? $"{what} \"{Excerpt(bytes)}\"" : what;
    }

    // By it, the operator finds the error in the backend's log (source: docs/platform.md, Errors).
    private static string RequestIdOf(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.IndexOf("Request ID: "u8);
        if (start < 0) return "";
        var id = string.Concat(Encoding.UTF8.GetString(bytes[(start + "Request ID: "u8.Length)..]).TakeWhile(IsOfId).Take(MaxId));
        return id.Any(char.IsAsciiDigit) ? $", request ID {id}" : "";
    }

    private static bool IsOfId(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or ':';

    private static bool IsHtml(ReadOnlySpan<byte> bytes, string? mediaType) =>
        mediaType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true
        || bytes.TrimStart(" \t\r\n"u8).StartsWith("<!"u8) || bytes.TrimStart(" \t\r\n"u8).StartsWith("<html"u8);

    private static bool IsJson(ReadOnlySpan<byte> bytes) =>
        bytes.TrimStart(" \t\r\n"u8) is [(byte)'{', .., _] or [(byte)'[', .., _];

    private static string Excerpt(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, ExcerptBytes)]);
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return bytes.Length > ExcerptBytes ? line + "…" : line;
    }
}
