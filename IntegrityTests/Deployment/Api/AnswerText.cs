using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace IntegrityTests.Deployment.Api;

/// <summary>
/// Text in an answer that no client can read: bytes that are not UTF-8, or half a character. What stands around it is still to be compared,
/// so it is replaced where it stands.
/// </summary>
internal static class AnswerText
{
    private const int EscapeLength = 6;

    private static ReadOnlySpan<byte> Replacement => "\\ufffd"u8;

    /// <summary>Replaces what cannot be read, each by something of the same length.</summary>
    /// <param name="json">The answer's body.</param>
    /// <returns>What there was, in words; null when all can be read.</returns>
    public static string? Mend(Span<byte> json)
    {
        var bytes = Utf8.IsValid(json) ? 0 : MendBytes(json);
        var halves = json.IndexOf("\\u"u8) < 0 ? 0 : MendHalves(json);
        return (bytes, halves) switch
        {
            (0, 0) => null,
            (_, 0) => $"{bytes} bytes that are not UTF-8",
            (0, _) => $"half a character (a lone surrogate) in {halves} places",
            _ => $"{bytes} bytes that are not UTF-8, and half a character (a lone surrogate) in {halves} places",
        };
    }

    private static int MendBytes(Span<byte> json)
    {
        var mended = 0;
        while (!json.IsEmpty)
        {
            var isValid = Rune.DecodeFromUtf8(json, out _, out var length) == OperationStatus.Done;
            if (!isValid)
            {
                json[0] = (byte)'?';
                length = 1;
                mended++;
            }

            json = json[length..];
        }

        return mended;
    }

    private static int MendHalves(Span<byte> json)
    {
        var mended = 0;
        for (var i = 0; i < json.Length - 1; i++)
        {
            if (json[i] != '\\') continue;
            var unit = UnitAt(json[i..]);
            if (unit is null)
            {
                // The character behind a backslash, which may be another one.
                i++;
                continue;
            }

            var isPair = char.IsHighSurrogate(unit.Value) && UnitAt(json[(i + EscapeLength)..]) is { } next && char.IsLowSurrogate(next);
            if (char.IsSurrogate(unit.Value) && !isPair)
            {
                Replacement.CopyTo(json[i..]);
                mended++;
            }

            i += (isPair ? 2 * EscapeLength : EscapeLength) - 1;
        }

        return mended;
    }

    private static char? UnitAt(ReadOnlySpan<byte> escape) =>
        escape.Length >= EscapeLength && escape.StartsWith("\\u"u8)
        && ushort.TryParse(escape[2..EscapeLength], System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit)
            ? (char)unit
            : null;
}
