namespace IntegrityTests.Options;

/// <summary>The variables of a run are wrong. The message lists every mistake, one per line, and holds no secret.</summary>
public sealed class OptionsException : Exception
{
    /// <summary>Makes the exception for all mistakes found.</summary>
    /// <param name="mistakes">One sentence or more each: the variable, what is wrong, what is expected. At least one.</param>
    public OptionsException(IReadOnlyList<string> mistakes)
        : base(MessageOf(mistakes)) => Mistakes = mistakes;

    /// <summary>What is wrong, in the order of the table of variables.</summary>
    public IReadOnlyList<string> Mistakes { get; }

    private static string MessageOf(IReadOnlyList<string> mistakes)
    {
        var count = mistakes.Count == 1 ? "a mistake" : FormattableString.Invariant($"{mistakes.Count} mistakes");
        var heading = $"The settings of this run have {count}; no request was sent and nothing was verified.";
        return string.Join('\n', mistakes.Select(mistake => "  - " + mistake).Prepend(heading));
    }
}
