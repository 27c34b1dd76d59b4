using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace IntegrityTests.Deployment.Database;

/// <summary>
/// UTF-8 that survives bytes of another encoding: each byte that is no part of UTF-8 becomes half a character of its own (0xDC00 and the
/// byte), which no valid text has, and becomes the same byte again when it is sent. So one damaged value keeps nobody from reading its row,
/// and the row can still be asked for.
/// </summary>
internal sealed class KeptBytes : Encoding
{
    /// <summary>The name by which connections ask for it.</summary>
    public const string Name = "x-utf-8-kept-bytes";

    private const char First = '\uDC80';
    private const char Last = '\uDCFF';
    private const int Offset = 0xDC00;
    private const int LongestCharacter = 4;

    private static readonly UTF8Encoding Strict = new(false, true);

    static KeptBytes() => RegisterProvider(new Provider());

    private KeptBytes()
        : base(0, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
    {
    }

    /// <summary>The only instance; whoever asks for it can use <see cref="Name"/> from then on.</summary>
    public static KeptBytes Instance { get; } = new();

    /// <inheritdoc/>
    public override string WebName => Name;

    /// <summary>Whether a text that was read has bytes that are no part of UTF-8.</summary>
    public static bool IsIn(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (IsKept(text, i)) return true;
        return false;
    }

    /// <inheritdoc/>
    public override int GetMaxByteCount(int charCount) => Strict.GetMaxByteCount(charCount);

    /// <inheritdoc/>
    public override int GetMaxCharCount(int byteCount) => Strict.GetMaxCharCount(byteCount);

    /// <inheritdoc/>
    public override int GetByteCount(char[] chars, int index, int count) => Bytes(chars.AsSpan(index, count), []);

    /// <inheritdoc/>
    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        Bytes(chars.AsSpan(charIndex, charCount), bytes.AsSpan(byteIndex));

    /// <inheritdoc/>
    public override int GetCharCount(byte[] bytes, int index, int count) => Chars(bytes.AsSpan(index, count), []);

    /// <inheritdoc/>
    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        Chars(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));

    /// <inheritdoc/>
    public override Decoder GetDecoder() => new Pieces();

    private static bool IsKept(ReadOnlySpan<char> text, int i) =>
        text[i] is >= First and <= Last && (i == 0 || !char.IsHighSurrogate(text[i - 1]));

    // Counts where there is no room.
    private static int Bytes(ReadOnlySpan<char> chars, Span<byte> bytes)
    {
        var isCounted = bytes.IsEmpty;
        var (from, written) = (0, 0);
        for (var i = 0; i <= chars.Length; i++)
        {
            if (i < chars.Length && !IsKept(chars, i)) continue;
            var valid = chars[from..i];
            written += isCounted ? Strict.GetByteCount(valid) : Strict.GetBytes(valid, bytes[written..]);
            if (i == chars.Length) break;
            if (!isCounted) bytes[written] = (byte)(chars[i] - Offset);
            written++;
            from = i + 1;
        }

        return written;
    }

    private static int Chars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        var isCounted = chars.IsEmpty;
        if (Utf8.IsValid(bytes)) return isCounted ? Strict.GetCharCount(bytes) : Strict.GetChars(bytes, chars);
        var written = 0;
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done)
            {
                if (!isCounted) rune.EncodeToUtf16(chars[written..]);
                written += rune.Utf16SequenceLength;
            }
            else
            {
                if (!isCounted) chars[written] = (char)(Offset + bytes[0]);
                written++;
                length = 1;
            }

            bytes = bytes[length..];
        }

        return written;
    }

    /// <summary>Decodes a long value that comes in pieces: the bytes of one character may be in two of them.</summary>
    private sealed class Pieces : Decoder
    {
        private byte[] _begun = [];

        public override void Reset() => _begun = [];

        public override int GetCharCount(byte[] bytes, int index, int count) => GetCharCount(bytes, index, count, flush: false);

        public override int GetCharCount(byte[] bytes, int index, int count, bool flush) =>
            Chars(Split([.. _begun, .. bytes.AsSpan(index, count)], flush).Complete, []);

        public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
            GetChars(bytes, byteIndex, byteCount, chars, charIndex, flush: false);

        public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex, bool flush)
        {
            var (complete, begun) = Split([.. _begun, .. bytes.AsSpan(byteIndex, byteCount)], flush);
            _begun = begun;
            return complete.Length == 0 ? 0 : Chars(complete, chars.AsSpan(charIndex));
        }

        private static (byte[] Complete, byte[] Begun) Split(byte[] bytes, bool flush)
        {
            for (var length = 1; !flush && length < LongestCharacter && length <= bytes.Length; length++)
                if (Rune.DecodeFromUtf8(bytes.AsSpan(bytes.Length - length), out _, out _) == OperationStatus.NeedMoreData)
                    return (bytes[..^length], bytes[^length..]);
            return (bytes, []);
        }
    }

    private sealed class Provider : EncodingProvider
    {
        public override Encoding? GetEncoding(int codepage) => null;

        public override Encoding? GetEncoding(string name) => name == Name ? Instance : null;

        public override Encoding? GetEncoding(string name, EncoderFallback encoderFallback, DecoderFallback decoderFallback) =>
            GetEncoding(name);
    }
}
