namespace IntegrityTests.Options;

/// <summary>Which tables are saved, or compared with saved ones.</summary>
/// <param name="Names">The names of tables; empty: all or none.</param>
/// <param name="IsNone">Whether there are to be none.</param>
public sealed record TableChoice(IReadOnlyList<string> Names, bool IsNone)
{
    /// <summary>What applies while nobody chooses: nothing is saved, and what was saved is compared.</summary>
    public static TableChoice Usual { get; } = new([], IsNone: false) { IsGiven = false };

    /// <summary>Whether somebody chose.</summary>
    public bool IsGiven { get; private init; } = true;

    /// <summary>Its form.</summary>
    internal static Form<TableChoice> Form { get; } =
        new("all, none, or names of tables separated by commas, such as ProjectUser,Team", text => text.ToUpperInvariant() switch
        {
            "ALL" => new TableChoice([], IsNone: false),
            "NONE" => new TableChoice([], IsNone: true),
            _ => new TableChoice(ReadNames(text), IsNone: false),
        });

    /// <summary>Whether a table is among them.</summary>
    public bool Includes(string table) => !IsNone && (Names.Count == 0 || Names.Contains(table));

    /// <inheritdoc/>
    public override string ToString() => IsNone ? "none" : Names.Count == 0 ? "all" : string.Join(", ", Names);

    private static IReadOnlyList<string> ReadNames(string text)
    {
        var names = text.Split(',', StringSplitOptions.TrimEntries);
        if (names.Contains("")) throw new FormatException("has an empty entry");
        if (names.Any(name => name.Any(char.IsWhiteSpace))) throw new FormatException("has white space within a name");
        return [.. names.Distinct(StringComparer.Ordinal)];
    }
}
