namespace IntegrityTests.Options.Forms;

/// <summary>Values that are one of a few words, in upper or lower case.</summary>
internal static class Choice
{
    public static Form<bool> YesOrNo { get; } = new("yes or no", text => text.ToUpperInvariant() switch
    {
        "YES" or "TRUE" or "1" => true,
        "NO" or "FALSE" or "0" => false,
        _ => throw new FormatException("is neither yes nor no"),
    });

    /// <summary>True for the second word.</summary>
    public static Form<bool> Of(string no, string yes) => new($"{no} or {yes}", text =>
        OneOf(text, no, yes) == yes);

    /// <summary>A choice of which only the first word works yet; the others are known and refused.</summary>
    public static Form<string> OnlyFirstYet(string first, params string[] others) =>
        new($"{first} ({string.Join(" and ", others)} are not yet available)", text =>
            OneOf(text, [first, .. others]) == first ? first : throw new FormatException("is not yet available in this version of the suite"));

    private static string OneOf(string text, params string[] words) =>
        Array.Find(words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase))
        ?? throw new FormatException("is none of the words it can be");
}
