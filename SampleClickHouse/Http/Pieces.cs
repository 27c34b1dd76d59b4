using System.Text;
using System.Text.RegularExpressions;

namespace SampleClickHouse.Http;

/// <summary>
/// Joins the pieces that the engine gives of a result. Each is whole in itself, with the header of its format, so all but the first
/// lose it.
/// </summary>
internal static partial class Pieces
{
    private static readonly Dictionary<string, Func<byte[], int>> Headers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["JSONEachRow"] = _ => 0,
        ["TabSeparated"] = _ => 0,
        ["TSV"] = _ => 0,
        ["CSV"] = _ => 0,
        ["RowBinary"] = _ => 0,
        ["RowBinaryWithNamesAndTypes"] = NamesAndTypes,
    };

    /// <summary>How many bytes at the start of a piece are its header, or null: in this format pieces cannot be joined.</summary>
    /// <param name="sql">The query, which may name a format at its end.</param>
    /// <param name="format">The format where it names none.</param>
    public static Func<byte[], int>? HeaderOf(byte[] sql, string format)
    {
        var text = Encoding.UTF8.GetString(sql);
        var named = FormatAtEnd().Match(text);
        if (!named.Success && FormatAnywhere().IsMatch(text)) return null;
        return Headers.GetValueOrDefault(named.Success ? named.Groups[1].Value : format);
    }

    // The number of columns, then as many names and as many types; a number has seven bits in each byte, and a text its length before it.
    private static int NamesAndTypes(byte[] piece)
    {
        var position = 0;
        var columns = Number();
        for (var texts = 2 * columns; texts > 0; texts--)
        {
            var length = Number();
            position += length;
        }

        return position;

        int Number()
        {
            var number = 0;
            for (var shift = 0; ; shift += 7)
            {
                number |= (piece[position] & 0x7F) << shift;
                if (piece[position++] < 0x80) return number;
            }
        }
    }

    [GeneratedRegex(@"\bFORMAT\s+(\w+)\s*(?:SETTINGS\s[^']*)?;?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex FormatAtEnd();

    [GeneratedRegex(@"\bFORMAT\b", RegexOptions.IgnoreCase)]
    private static partial Regex FormatAnywhere();
}
