namespace IntegrityTests.Options;

/// <summary>The variables of a run are wrong. The message lists every mistake, one a line, and holds no secret.</summary>
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
        var heading = mistakes.Count == 1
            ? "The settings of this run have a mistake; nothing was asked and nothing was verified."
            : FormattableString.Invariant($"The settings of this run have {mistakes.Count} mistakes; nothing was asked and nothing was verified.");
        return string.Join('\n', mistakes.Select(mistake => "  - " + mistake).Prepend(heading));
    }
}
