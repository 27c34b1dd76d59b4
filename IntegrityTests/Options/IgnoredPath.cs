using System.Text;

namespace IntegrityTests.Options;

/// <summary>A place in answers that may differ between a snapshot and a later run.</summary>
/// <param name="Text">The path as it was given.</param>
/// <param name="Endpoint">The endpoints it applies to, where <c>*</c> stands for anything but a slash; null: all.</param>
/// <param name="Steps">Names of members from the root on; <c>null</c> stands for any member or array item.</param>
public sealed record IgnoredPath(string Text, string? Endpoint, IReadOnlyList<string?> Steps)
{
    /// <summary>
    /// What is expected in a list with commas: <c>$</c>, then <c>.name</c>, <c>["odd name"]</c>, <c>.*</c> for any member or <c>[*]</c> for
    /// any item; before it, optionally, an endpoint and a colon.
    /// </summary>
    internal const string Expected = "JSON paths, separated by commas, each with or without an endpoint before it, "
        + "such as $.last_active_at_millis,/api/v1/users/*: $.selected_team.*";

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Reads a list as <see cref="Expected"/> describes it.</summary>
    /// <exception cref="FormatException">A path is wrong; the message says which one and where.</exception>
    internal static IReadOnlyList<IgnoredPath> ReadList(string text)
    {
        var paths = Split(text).Select(part => part.Trim()).ToList();
        if (paths.Exists(path => path.Length == 0)) throw new FormatException("has an empty path: there is a comma too many");
        return paths.ConvertAll(Read);
    }

    private static IgnoredPath Read(string text)
    {
        var start = text.IndexOf('$', StringComparison.Ordinal);
        if (start < 0) throw new FormatException($"has a path without $: {text}");
        var endpoint = text[..start].Trim();
        if (endpoint.Length == 0) return new IgnoredPath(text, null, ReadSteps(text, start + 1));
        if (!endpoint.EndsWith(':') || !endpoint.StartsWith('/'))
            throw new FormatException($"has a text before $ that is not an endpoint and a colon, such as /api/v1/users/*: {text}");
        return new IgnoredPath(text, endpoint[..^1].TrimEnd(), ReadSteps(text, start + 1));
    }

    private static List<string?> ReadSteps(string text, int at)
    {
        var steps = new List<string?>();
        while (at < text.Length)
        {
            var step = text[at] switch
            {
                '.' => Name(text, ref at),
                '[' => Bracket(text, ref at),
                _ => throw new FormatException($"has a path that is not valid from character {at + 1} on: {text}"),
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
        return name.Length > 0 && !name.Any(char.IsWhiteSpace)
            ? name
            : throw new FormatException($"has a path with an empty or broken name: {text}");
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
    internal static IEnumerable<string> Split(string text)
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
