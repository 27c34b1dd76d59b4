namespace IntegrityTests.Running.Execution;

/// <summary>What became of a row, and what to tell about it.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="Text">The text of its result, or the reason it was skipped.</param>
/// <param name="Reason">Why it was not verified.</param>
/// <param name="StackTrace">Where the check failed, when the check itself did.</param>
internal sealed record RowOutcome(RowVerdict Verdict, string Text = "", string Reason = "", string? StackTrace = null)
{
    /// <summary>Whether the check itself failed, somewhere on its way.</summary>
    public bool IsCrash { get; init; }

    /// <summary>Whether the check asked all that it asks, be the row sound or not.</summary>
    public bool IsAnswered => Verdict is RowVerdict.Verified or RowVerdict.Failed && !IsCrash;

    // Passed rows are many and all alike.
    public static RowOutcome Verified { get; } = new(RowVerdict.Verified);

    public static RowOutcome Interrupted { get; } = new(RowVerdict.Interrupted);
}
