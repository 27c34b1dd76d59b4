using System.Text;

namespace IntegrityTests.Options.Forms;

/// <summary>
/// JSON paths of what may differ: <c>$</c>, then <c>.name</c>, <c>["odd name"]</c>, <c>.*</c> for any member or <c>[*]</c> for any item;
/// before it, optionally, an endpoint and a colon.
/// </summary>
internal static class IgnoredPathForm
{
    public static IReadOnlyList<IgnoredPath> ReadList(string text)
    {
        var paths = Split(text).Select(part => part.Trim()).ToList();
        if (paths.Exists(path => path.Length == 0)) throw new FormatException("has an empty path: a comma too many");
        return paths.ConvertAll(Read);
    }

    private static IgnoredPath Read(string text)
    {
        var start = text.IndexOf('$', StringComparison.Ordinal);
        if (start < 0) throw new FormatException($"has a path without $: {text}");
        var endpoint = text[..start].Trim();
        if (endpoint.Length == 0) return new IgnoredPath(text, null, Steps(text, start + 1));
        if (!endpoint.EndsWith(':') || !endpoint.StartsWith('/'))
            throw new FormatException($"has something before $ that is no endpoint with a colon, such as /api/v1/users/*: {text}");
        return new IgnoredPath(text, endpoint[..^1].TrimEnd(), Steps(text, start + 1));
    }

    private static List<string?> Steps(string text, int at)
    {
        var steps = new List<string?>();
        while (at < text.Length)
        {
            var step = text[at] switch
            {
                '.' => Name(text, ref at),
                '[' => Bracket(text, ref at),
                _ => throw new FormatException($"has a path that goes wrong at its character {at + 1}: {text}"),
            };
            steps.Add(step == "*" ? null : step.Trim('"'));
        }

        return steps.Count > 0 ? steps : throw new FormatException($"has a path that leaves nothing to compare: {text}");
    }

    private static string Name(string text, ref int at)
    {
        var end = text.AsSpan(at + 1).IndexOfAny(".[]\"");
        var name = end < 0 ? text[(at + 1)..] : text.Substring(at + 1, end);
        at += name.Length + 1;
        return name.Length > 0 && !name.Any(char.IsWhiteSpace) ? name : throw new FormatException($"has a path with an empty or broken name: {text}");
    }

    private static string Bracket(string text, ref int at)
    {
        var end = text.IndexOf(text.AsSpan(at).StartsWith("[\"") ? "\"]" : "]", at + 1, StringComparison.Ordinal);
        var inner = end < 0 ? "" : text[(at + 1)..(text[end] == '"' ? end + 1 : end)];
        if (inner != "*" && (inner.Length < 3 || inner[0] != '"'))
            throw new FormatException($"has brackets that hold neither * nor a name in quotes: {text}");
        at += inner.Length + 2;
        return inner;
    }

    // At commas, except within the quotes of odd names.
    private static IEnumerable<string> Split(string text)
    {
        var part = new StringBuilder();
        var quoted = false;
        foreach (var letter in text)
        {
            quoted ^= letter == '"';
            if (letter != ',' || quoted)
            {
                part.Append(letter);
                continue;
            }

            yield return part.ToString();
            part.Clear();
        }

        yield return part.ToString();
    }
}
