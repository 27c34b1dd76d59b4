using System.Globalization;
using System.Text;

namespace IntegrityTests.Redaction;

/// <summary>Makes text fit for names, consoles and XML: characters that these cannot hold are escaped.</summary>
internal static class Printable
{
    /// <summary>One line: line breaks are escaped too.</summary>
    public static string Line(string text) => Escape(text, keepLines: false);

    /// <summary>Several lines: line breaks and tabs stay.</summary>
    public static string Text(string text) => Escape(text, keepLines: true);

    private static string Escape(string text, bool keepLines)
    {
        StringBuilder? escaped = null;
        for (var i = 0; i < text.Length; i++)
        {
            var length = IsPair(text, i) ? 2 : 1;
            if (length == 1 && MustEscape(text[i], keepLines))
            {
                escaped ??= new StringBuilder(text, 0, i, text.Length + 16);
                escaped.Append(Escaped(text[i]));
            }
            else
            {
                escaped?.Append(text, i, length);
            }

            i += length - 1;
        }

        return escaped?.ToString() ?? text;
    }

    private static bool IsPair(string text, int i) =>
        char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);

    private static bool MustEscape(char c, bool keepLines) => c switch
    {
        '\n' or '\r' or '\t' => !keepLines,
        '\u2028' or '\u2029' or '\ufffe' or '\uffff' => true,
        // They would show what follows in another order: a text could pass for what it is not.
        (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => true,
        _ => char.IsControl(c) || char.IsSurrogate(c),
    };

    private static string Escaped(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
    };
}
