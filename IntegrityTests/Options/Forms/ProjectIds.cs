namespace IntegrityTests.Options.Forms;

/// <summary>
/// Project ids, comma-separated. An id is any text without white space and commas: most are UUIDs, but
/// <c>internal</c> is one too, and the column is text (stack-auth/database.md).
/// </summary>
internal static class ProjectIds
{
    public static Form<IReadOnlyList<string>> List { get; } =
        new("project ids with commas between them, such as internal,6fbbf22e-f4b2-4c6e-95a1-beab6fa41063", Read);

    private static IReadOnlyList<string> Read(string text)
    {
        var ids = text.Split(',', StringSplitOptions.TrimEntries);
        if (ids.Contains(""))
            throw new FormatException("has an empty entry");
        if (ids.Any(id => id.Any(char.IsWhiteSpace)))
            throw new FormatException("has white space within an id");
        return [.. ids.Distinct(StringComparer.Ordinal)];
    }
}
