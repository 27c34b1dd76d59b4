using System.Text.Json.Nodes;

namespace IntegrityTests.Running;

/// <summary>What a run found out, before its first row, about what it verifies.</summary>
/// <param name="Text">All of it in one line, which is printed at the start and in the summary.</param>
/// <param name="Notices">What the operator should know besides, a sentence each; printed as well.</param>
/// <param name="Facts">The same for the first line of <c>findings.jsonl</c>, whose member <c>platform</c> it becomes.</param>
public sealed record Target(string Text, IReadOnlyList<string> Notices, JsonObject Facts);

/// <summary>What there is to say of a run as a whole when its last row has run.</summary>
/// <param name="NotVerified">What keeps the run from being green although it is no finding, each with what to do about it.</param>
/// <param name="Notes">What the summary says besides.</param>
public sealed record Conclusion(IReadOnlyList<string> NotVerified, IReadOnlyList<string> Notes)
{
    /// <summary>How far what was verified was behind what it follows, at most. Default: null, it follows nothing.</summary>
    public TimeSpan? Behind { get; init; }

    /// <summary>This and more of it.</summary>
    public Conclusion And(Conclusion more)
    {
        ArgumentNullException.ThrowIfNull(more);
        return this with { NotVerified = [.. NotVerified, .. more.NotVerified], Notes = [.. Notes, .. more.Notes] };
    }
}

/// <summary>Why a check proves nothing for the target of a run, however its rows agree.</summary>
/// <param name="Reason">Why, and what to do about it.</param>
/// <param name="IsCompared">Whether its rows are compared all the same; what they find is then at most a warning.</param>
public sealed record Doubt(string Reason, bool IsCompared);
