using System.Globalization;
using IntegrityTests.Redaction;

namespace IntegrityTests.Running.Reporting;

/// <summary>What is printed at the end of a run.</summary>
internal sealed class SummaryText(
    Tally tally, string location, string? aborted, TimeSpan elapsed, int failedResults, string? baseline = null,
    Target? target = null, IReadOnlyList<string>? notes = null)
{
    // From this number on, checks of a kind that found nothing share a line.
    private const int FewChecks = 10;

    /// <summary>How much of what an earlier run named does not exist any more. Default: 0.</summary>
    public long Gone { get; init; }

    /// <summary>As <see cref="RunSettings.Sample"/>.</summary>
    public string? Sample { get; init; }

    /// <summary>The result of the run in one line, which is the last one.</summary>
    public string Verdict
    {
        get
        {
            var verified = tally.Sum(check => check.Verified);
            var counts = (Sample is null ? "" : $"a sample of {Sample}: ") + Quantity.Of(verified, "row", " verified")
                + Quantity.More(Gone, "finding", " gone with its row") + Shortcomings(tally.Checks)
                + Quantity.More(tally.Stopped, "case", " stopped before the end");
            if (aborted is not null) return $"NOT VERIFIED: {aborted.Split('\n', 2)[0].TrimEnd()} ({counts})";
            if (verified == 0 && tally.Stopped == 0 && Gone == 0) return $"FAILED: verified nothing ({counts})";
            return failedResults > 0 ? $"FAILED: {counts}" : tally.Stopped > 0 ? $"STOPPED: {counts}" : $"PASSED: {counts}";
        }
    }

    /// <param name="report">The line about the report; null without one.</param>
    public IEnumerable<string> Lines(string? report = null)
    {
        var hours = elapsed.Ticks / TimeSpan.TicksPerHour;
        yield return string.Create(CultureInfo.InvariantCulture, $"Summary after {hours}{elapsed:\\:mm\\:ss}");
        if (target is not null)
        {
            yield return $"  platform: {target.Text}";
            foreach (var notice in target.Notices) yield return $"  platform: {notice}";
        }

        foreach (var note in notes ?? []) yield return "  " + note;
        var quiet = tally.Checks
            .Where(IsQuiet)
            .GroupBy(check => check.Code[..^3])
            .Select(kind => kind.ToList())
            .Where(kind => kind.Count >= FewChecks)
            .ToList();
        foreach (var kind in quiet)
        {
            yield return $"  {kind[0].Code} to {kind[^1].Code}: "
                + $"{Quantity.Of(kind.Count, "check")} of stored rows verified, which found nothing";
        }

        foreach (var check in tally.Checks.Except(quiet.SelectMany(kind => kind)))
        {
            yield return Totals(check);
            foreach (var skip in check.Skips.All)
                yield return $"    skipped {skip.What}, {Quantity.Of(skip.Count, "time")}: {skip.Reason}";
        }

        foreach (var digest in tally.Digests())
        {
            var which = digest.Count > digest.Examples.Count ? ", the first of them" : "";
            yield return $"  {Quantity.Of(digest.Count, "finding")} of {digest.Code}{which}:";
            foreach (var finding in digest.Examples)
                yield return "    " + FindingText.Of(finding).TrimEnd().Replace("\n", "\n    ", StringComparison.Ordinal);
        }

        foreach (var digest in tally.Infos())
        {
            foreach (var line in digest.Kept) yield return "  " + Printable.Line(line.Text);
            if (digest.Lines > digest.Kept.Count)
                yield return $"  {digest.Kept[0].First.Code} info: and {Quantity.Of(digest.Lines - digest.Kept.Count, "more line")}";
        }

        if (baseline is not null) yield return baseline;
        yield return $"All findings: {location}";
        if (report is not null) yield return report;
        yield return Verdict;
    }

    private static bool IsQuiet(CheckTally check) =>
        check is { Verified: > 0, Calls: 0 } && Shortcomings([check]).Length == 0 && check.Skips.All.Count == 0;

    private static string Totals(CheckTally check) =>
        $"  {check.Code}: {VerifiedRows(check)}, {Quantity.Of(check.Calls, "call")}{Shortcomings([check])}";

    // Where rows were left out, nobody shall take those that were verified for all.
    private static string VerifiedRows(CheckTally check) => check.Expected > check.Verified
        ? string.Create(CultureInfo.InvariantCulture, $"{check.Verified:N0} of {check.Expected:N0} rows verified")
        : Quantity.Of(check.Verified, "row", " verified");

    private static string Shortcomings(IReadOnlyList<CheckTally> checks) =>
        Quantity.More(checks.Sum(check => check.Failed), "row", " failed")
        + Quantity.More(checks.Sum(check => check.NotVerified), "row", " not verified")
        + Quantity.More(checks.Sum(check => check.CasesNotVerified), "case", " not verified")
        + Quantity.More(checks.Sum(check => check.CasesLeft), "case", " left unfinished")
        + Quantity.More(checks.Sum(check => check.Findings), "finding")
        + Quantity.More(checks.Sum(check => check.Infos), "info finding")
        + Quantity.More(checks.Sum(check => check.Known), "known finding");
}
