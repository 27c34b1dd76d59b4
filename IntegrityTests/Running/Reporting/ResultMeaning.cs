namespace IntegrityTests.Running.Reporting;

/// <summary>
/// Adds to the first failing results of a case what they mean and how to look into them; the others are known by then. Safe for several
/// threads.
/// </summary>
/// <param name="meaning">Says what a finding means.</param>
internal sealed class ResultMeaning(Func<Finding, Explanation?> meaning)
{
    /// <summary>Results of each code that are explained in full; those after them have their queries only in the report.</summary>
    public const int MaxExplained = 3;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _explained = new(StringComparer.Ordinal);

    /// <summary>The text of a result with what it means.</summary>
    /// <param name="text">The findings of the result.</param>
    /// <param name="finding">The first of them; null: there is none.</param>
    public string Explained(string text, Finding? finding)
    {
        if (finding is null || meaning(finding) is not { } explanation) return text;
        int count;
        lock (_gate) _explained[finding.Code] = count = _explained.GetValueOrDefault(finding.Code) + 1;
        return string.Join(Environment.NewLine,
        [
            text.TrimEnd(),
            "",
            .. count <= MaxExplained
                ? MeaningText.Of(finding.Code, explanation)
                : [$"{finding.Code} proves: {explanation.Title} (what a finding means: see the first results of this case)"],
        ]);
    }
}
