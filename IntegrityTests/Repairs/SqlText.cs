using System.Globalization;
using System.Text;

namespace IntegrityTests.Repairs;

/// <summary>
/// Text as a part of a script that a person pastes somewhere. All of it is printable ASCII, so that neither the encoding nor the settings
/// of a client or server change what it means, and nothing that is stored in a damaged database ends a literal or a comment.
/// </summary>
internal static class SqlText
{
    /// <summary>Whether a text can be written at all: bytes that are not UTF-8 cannot.</summary>
    public static bool CanWrite(string text) => !text.Contains('\0') && !HasHalfCharacters(text);

    /// <summary>The text as a literal.</summary>
    /// <exception cref="ArgumentException">It cannot be written.</exception>
    public static string Literal(string text)
    {
        if (!CanWrite(text)) throw new ArgumentException("The text holds what no literal can.", nameof(text));
        // A backslash means itself or not by the server's settings, except in this form.
        if (text.All(c => IsPlain(c) && c != '\\')) return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        var escaped = new StringBuilder("E'");
        foreach (var rune in text.EnumerateRunes())
        {
            escaped = rune.Value switch
            {
                '\'' => escaped.Append("''"),
                '\\' => escaped.Append(@"\\"),
                < 0x7f and >= ' ' => escaped.Append((char)rune.Value),
                <= 0xffff => escaped.Append(CultureInfo.InvariantCulture, $@"\u{rune.Value:x4}"),
                _ => escaped.Append(CultureInfo.InvariantCulture, $@"\U{rune.Value:x8}"),
            };
        }

        return escaped.Append('\'').ToString();
    }

    /// <summary>The text as an identifier.</summary>
    /// <exception cref="ArgumentException">It is not a name that the platform's tables have.</exception>
    public static string Name(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
        ? $"\"{text}\""
        : throw new ArgumentException("The name holds what no name of the platform does.", nameof(text));

    /// <summary>The text as lines of comments.</summary>
    public static IEnumerable<string> Comment(string text)
    {
        const int Width = 117;
        var line = new StringBuilder();
        foreach (var word in Shown(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > Width)
            {
                yield return $"-- {line}";
                line.Clear();
            }

            if (line.Length > 0) line.Append(' ');
            line.Append(word);
        }

        if (line.Length > 0) yield return $"-- {line}";
    }

    private static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text) shown = IsPlain(c) ? shown.Append(c) : shown.Append(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}");
        return shown.ToString();
    }

    private static bool IsPlain(char c) => c is >= ' ' and < (char)0x7f;

    private static bool HasHalfCharacters(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return true;
            i++;
        }

        return false;
    }
}
