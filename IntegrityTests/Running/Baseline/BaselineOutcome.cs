namespace IntegrityTests.Running.Baseline;

/// <summary>What became of the entries of a baseline.</summary>
/// <param name="File">The file; null without one.</param>
/// <param name="Occurred">Entries that occurred.</param>
/// <param name="Stale">Entries that did not although this run would have found them, with the numbers of their lines.</param>
/// <param name="NotJudged">Entries of checks or projects that this run did not verify as a whole.</param>
/// <param name="Written">Entries that the file has now; 0 when it was not written.</param>
internal sealed record BaselineOutcome(
    string? File, int Occurred, IReadOnlyList<(int Line, KnownFinding Finding)> Stale, int NotJudged, int Written)
{
    private const int MaxTold = 20;

    /// <summary>What the summary says about it; null without a file.</summary>
    public string? Summary => File is null ? null
        : Written > 0 ? $"Known findings: {Written} written to {File}, {NotJudged} of them not judged by this run"
        : $"Known findings: {Occurred} of {File} occurred, {Stale.Count} stale, {NotJudged} not judged because their check or project was not verified as a whole";

    /// <summary>The failure that stale entries are; null without any.</summary>
    public string? Failure => Stale.Count == 0 ? null
        : $"{File} lists findings that no longer occur. Remove them, so that they are told when they come back:"
            + string.Concat(Stale.Take(MaxTold).Select(entry => $"{Environment.NewLine}  line {entry.Line}: stale: remove it: {entry.Finding}"))
            + (Stale.Count > MaxTold ? $"{Environment.NewLine}  and {Stale.Count - MaxTold} more" : "");
}
