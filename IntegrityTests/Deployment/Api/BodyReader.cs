using System.Buffers;
using System.Text;
using System.Text.Json;
using IntegrityTests.Json;

namespace IntegrityTests.Deployment.Api;

/// <summary>Reads a response's body into a pooled buffer and parses it as JSON.</summary>
internal static class BodyReader
{
    private const int MaxBytes = 256 * 1024 * 1024;
    private const int ExcerptBytes = 200;
    private const int ShortBytes = 16 * 1024;
    private const int MaxUnused = 16;

    // The shared pool would keep the buffers of long lists once for each thread that ever read one.
    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(MaxBytes, MaxUnused);

    public static async Task<(JsonElement Body, string? Problem, string? Flaw)> ReadAsync(HttpContent content, CancellationToken cancel)
    {
        await using var stream = await content.ReadAsStreamAsync(cancel);
        var buffer = Pool.Rent((int)Math.Clamp((content.Headers.ContentLength ?? ShortBytes) + 1, ShortBytes, 1024 * 1024));
        try
        {
            var length = 0;
            for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length), cancel)) > 0;)
            {
                length += read;
                if (length == buffer.Length && !Grow(ref buffer))
                    return (default, $"a body of more than {MaxBytes / 1024 / 1024} MB", null);
            }

            return Parse(buffer.AsSpan(0, length), content.Headers.ContentType?.MediaType);
        }
        finally
        {
            Pool.Return(buffer);
        }
    }

    private static (JsonElement Body, string? Problem, string? Flaw) Parse(Span<byte> bytes, string? mediaType)
    {
        if (bytes.IsEmpty) return (default, "an empty body", null);
        if (mediaType is null || !mediaType.Contains("json", StringComparison.OrdinalIgnoreCase))
            return (default, $"{mediaType ?? "no content type"} \"{Excerpt(bytes)}\"", null);
        try
        {
            var flaw = AnswerText.Mend(bytes);
            return (JsonElement.Parse(bytes, JsonDepth.Given), null, flaw);
        }
        catch (JsonException exception)
        {
            // No excerpt: a broken answer about a user still holds the user's data.
            var place = $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
            return (default, $"a body of {bytes.Length} bytes that is not valid JSON ({place})", null);
        }
    }

    private static bool Grow(ref byte[] buffer)
    {
        if (buffer.Length >= MaxBytes) return false;
        var larger = Pool.Rent(Math.Min(buffer.Length * 2, MaxBytes));
        buffer.CopyTo(larger, 0);
        Pool.Return(buffer);
        buffer = larger;
        return true;
    }

    private static string Excerpt(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, ExcerptBytes)]);
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return bytes.Length > ExcerptBytes ? line + "…" : line;
    }
}
