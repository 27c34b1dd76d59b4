using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Deployment.Api;

/// <summary>Reads a response's body into a pooled buffer, decompresses it and parses it as JSON.</summary>
internal static class BodyReader
{
    private const int MaxBytes = 256 * 1024 * 1024;
    private const int ShortBytes = 16 * 1024;
    private const int MaxUnused = 16;
    private const byte ZLibHeader = 0x78;

    private static readonly string TooLarge =
        $"The answer has more than {MaxBytes / 1024 / 1024} MB, the most that this suite reads. It may be right: look at it by hand.";

    // The shared pool would keep the buffers of long lists once for each thread that ever read one.
    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(MaxBytes, MaxUnused);

    /// <summary>Reads it.</summary>
    /// <param name="content">The body with its headers.</param>
    /// <param name="quotes">Whether what is not JSON may be quoted: it may hold personal data.</param>
    /// <param name="cancel">Cancels the reading.</param>
    /// <exception cref="NotVerifiedException">It is larger, or nested deeper, than the suite reads.</exception>
    /// <returns>The JSON, with what was wrong with its text, or what the body is instead.</returns>
    public static async Task<(JsonElement Body, string? Problem, string? Flaw)> ReadAsync(
        HttpContent content, bool quotes, CancellationToken cancel)
    {
        var buffer = Pool.Rent((int)Math.Clamp((content.Headers.ContentLength ?? ShortBytes) + 1, ShortBytes, 1024 * 1024));
        try
        {
            var length = 0;
            await using var stream = Decompressed(await content.ReadAsStreamAsync(cancel), content.Headers.ContentEncoding);
            for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length), cancel)) > 0;)
            {
                length += read;
                if (length == buffer.Length && !Grow(ref buffer)) throw new NotVerifiedException(TooLarge);
            }

            return Parse(buffer.AsSpan(0, length), content.Headers.ContentType?.MediaType, quotes);
        }
        catch (InvalidDataException)
        {
            return (default, "a body that cannot be decompressed: it is not what its header content-encoding says", null);
        }
        catch (NotSupportedException)
        {
            return (default, "a body that is compressed in a way that nobody asked for: its header content-encoding is neither gzip, br "
                + "nor deflate", null);
        }
        finally
        {
            Pool.Return(buffer);
        }
    }

    // Nobody asks for it, but a proxy may do it all the same.
    private static Stream Decompressed(Stream body, IEnumerable<string> encodings) =>
        encodings.Reverse().Aggregate(body, (stream, encoding) => encoding.ToLowerInvariant() switch
        {
            "identity" => stream,
            "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
            "br" => new BrotliStream(stream, CompressionMode.Decompress),
            "deflate" => new DeflatedStream(stream),
            _ => throw new NotSupportedException(),
        });

    private static (JsonElement Body, string? Problem, string? Flaw) Parse(Span<byte> bytes, string? mediaType, bool quotes)
    {
        var text = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        if (text.IsEmpty) return (default, "an empty body", null);
        if (mediaType is null || !mediaType.Contains("json", StringComparison.OrdinalIgnoreCase))
            return (default, BodyText.Describe(text, mediaType, quotes), null);
        try
        {
            var flaw = AnswerText.Mend(text);
            return (GivenJson.Element(text), null, flaw);
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

    /// <summary>"deflate" means zlib's form, but some servers send it without zlib's header.</summary>
    private sealed class DeflatedStream(Stream compressed) : Stream
    {
        private Stream? _plain;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _plain ??= await OpenAsync(cancellationToken);
            return await _plain.ReadAsync(buffer, cancellationToken);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
            // Nothing is written.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) (_plain ?? compressed).Dispose();
            base.Dispose(disposing);
        }

        private async Task<Stream> OpenAsync(CancellationToken cancel)
        {
            var whole = new MemoryStream();
            await compressed.CopyToAsync(whole, cancel);
            whole.Position = 0;
            return whole.Length > 0 && whole.GetBuffer()[0] == ZLibHeader
                ? new ZLibStream(whole, CompressionMode.Decompress)
                : new DeflateStream(whole, CompressionMode.Decompress);
        }
    }
}
