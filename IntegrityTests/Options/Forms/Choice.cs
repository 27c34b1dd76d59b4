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

    /// <summary>One of several words, each of which means a value.</summary>
    public static Form<T> Of<T>(params (string Word, T Value)[] choices) =>
        new(Words([.. choices.Select(choice => choice.Word)]), text =>
        {
            var word = OneOf(text, [.. choices.Select(choice => choice.Word)]);
            return choices.First(choice => choice.Word == word).Value;
        });

    private static string Words(string[] words) => $"{string.Join(", ", words[..^1])} or {words[^1]}";

    private static string OneOf(string text, params string[] words) =>
        Array.Find(words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase))
        ?? throw new FormatException("is none of the words it can be");
}
