using System.Text.RegularExpressions;

namespace IntegrityTests.Checks.Database;

/// <summary>
/// Makes sure that a text is one query, before it is sent anywhere. The session, which cannot write, is what makes it harmless.
/// </summary>
internal static partial class OneStatement
{
    /// <summary>The query without its last semicolon.</summary>
    /// <exception cref="FormatException">There is no query, more than one statement, or something other than a query.</exception>
    public static string Of(string text)
    {
        // What is in quotes or comments may hold semicolons; what replaces it keeps every position.
        var bare = Quoted().Replace(text, quoted => new string(quoted.Value[0] is '-' or '/' ? ' ' : 'x', quoted.Length));
        var end = bare.AsSpan().TrimEnd().Length;
        if (end > 0 && bare[end - 1] == ';') end--;
        if (bare.AsSpan(0, end).IsWhiteSpace())
            throw new FormatException("contains no query. Expected one SELECT that returns the columns project, subject and detail");
        if (bare.AsSpan(0, end).Contains(';'))
            throw new FormatException("contains more than one statement. Expected exactly one SELECT");
        if (!Begin().IsMatch(bare))
            throw new FormatException("is not a query. Expected a statement that begins with SELECT or WITH");
        return text[..end].Trim();
    }

    [GeneratedRegex("""'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|/\*.*?\*/|\$(?<tag>\w*)\$.*?\$\k<tag>\$""", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\s*(?:SELECT|WITH)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Begin();
}
