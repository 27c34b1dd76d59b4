using System.Globalization;

namespace IntegrityTests.Options;

/// <summary>
/// Characters that nobody sees in a value: a file with the line ends of Windows leaves a carriage return behind each value, a pipe a line
/// break. They are refused around every value, and named wherever they stand in one that is wrong.
/// </summary>
internal static class ControlCharacters
{
    private static readonly Dictionary<char, string> Names = new()
    {
        ['\r'] = "a carriage return (\\r), as from a file with the line ends of Windows",
        ['\n'] = "a line break (\\n)",
        ['\t'] = "a tab (\\t)",
        ['\ufeff'] = "a byte order mark (\\ufeff), as from a file that begins with one",
        ['\u200b'] = "a space without width (\\u200b)",
        ['\u00a0'] = "a space that does not break (\\u00a0)",
    };

    /// <summary>Refuses a value that begins or ends with one.</summary>
    /// <exception cref="FormatException">It does; the message names the character, and nothing else of the value.</exception>
    public static void RefuseAround(string value)
    {
        if (IsInvisible(value[^1])) throw new FormatException("ends with something that nobody sees");
        if (IsInvisible(value[0])) throw new FormatException("begins with something that nobody sees");
    }

    /// <summary>The first one in a value, as the end of a sentence; empty where there is none.</summary>
    public static string Within(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (IsInvisible(value[i]))
                return string.Create(CultureInfo.InvariantCulture, $": character {i + 1} of {value.Length} is {NameOf(value[i])}");
        }

        return "";
    }

    /// <summary>The value with such characters written as escapes.</summary>
    public static string Escape(string value) => string.Concat(value.Select(letter => letter switch
    {
        '\r' => "\\r",
        '\n' => "\\n",
        '\t' => "\\t",
        _ when IsInvisible(letter) => Escaped(letter),
        _ => letter.ToString(),
    }));

    private static bool IsInvisible(char letter) => char.IsControl(letter) || Names.ContainsKey(letter);

    private static string NameOf(char letter) => Names.GetValueOrDefault(letter) ?? $"a control character ({Escaped(letter)})";

    private static string Escaped(char letter) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
}
