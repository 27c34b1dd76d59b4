using System.Globalization;
using IntegrityTests.Redaction;

namespace IntegrityTests.Running.Reporting;

/// <summary>What each check did, as lines of the summary.</summary>
/// <param name="tally">The totals.</param>
/// <param name="isVerbose">Whether every check and every reason has a line of its own.</param>
internal sealed class TotalsText(Tally tally, bool isVerbose)
{
    // From this number on, checks of a kind that found nothing share a line.
    private const int FewChecks = 10;

    public IEnumerable<string> Lines() => isVerbose ? All() : Brief();

    /// <summary>What checks have not verified and what they found, each after a comma; empty where there is nothing.</summary>
    public static string Shortcomings(IReadOnlyList<CheckTally> checks) =>
        Quantity.More(checks.Sum(check => check.Failed), "row", " failed")
        + Quantity.More(checks.Sum(check => check.NotVerified), "row", " not verified")
        + Quantity.More(checks.Sum(check => check.CasesNotVerified), "case", " not verified")
        + Quantity.More(checks.Sum(check => check.CasesLeft), "case", " left unfinished")
        + Quantity.More(checks.Sum(check => check.Findings), "finding")
        + Quantity.More(checks.Sum(check => check.Infos), "info finding")
        + Quantity.More(checks.Sum(check => check.Known), "known finding");

    private IEnumerable<string> Brief()
    {
        var checks = tally.Checks;
        var ran = checks.Count(check => check.Verified > 0);
        yield return $"{Quantity.Of(ran, "check")} verified something, with {Quantity.Of(checks.Sum(check => check.Calls), "call")}";
        foreach (var check in checks.Where(check => check.NotVerified + check.CasesNotVerified > 0 || check.Expected > check.Verified))
            yield return Totals(check);
        foreach (var line in SkipText.Of(checks)) yield return line;
        var infos = tally.Infos().Sum(digest => digest.Lines);
        if (infos > 0)
            yield return $"{Quantity.Of(infos, "line")} of severity info: what the platform itself leaves behind, see the report";
    }

    private IEnumerable<string> All()
    {
        var quiet = tally.Checks
            .Where(IsQuiet)
            .GroupBy(check => check.Code[..^3])
            .Select(kind => kind.ToList())
            .Where(kind => kind.Count >= FewChecks)
            .ToList();
        foreach (var kind in quiet)
        {
            yield return $"{kind[0].Code} to {kind[^1].Code}: "
                + $"{Quantity.Of(kind.Count, "check")} of stored rows verified, which found nothing";
        }

        foreach (var check in tally.Checks.Except(quiet.SelectMany(kind => kind)))
        {
            yield return Totals(check);
            foreach (var skip in check.Skips.All) yield return $"  skipped {skip.What}, {Quantity.Of(skip.Count, "time")}: {skip.Reason}";
        }

        foreach (var digest in tally.Infos())
        {
            foreach (var line in digest.Kept) yield return Printable.Line(line.Text);
            if (digest.Lines > digest.Kept.Count)
                yield return $"{digest.Kept[0].First.Code} info: and {Quantity.Of(digest.Lines - digest.Kept.Count, "more line")}";
        }
    }

    private static bool IsQuiet(CheckTally check) =>
        check is { Verified: > 0, Calls: 0 } && Shortcomings([check]).Length == 0 && check.Skips.All.Count == 0;

    private static string Totals(CheckTally check) =>
        $"{check.Code}: {VerifiedRows(check)}, {Quantity.Of(check.Calls, "call")}{Shortcomings([check])}";

    // Where rows were left out, nobody shall take those that were verified for all.
    private static string VerifiedRows(CheckTally check) => check.Expected > check.Verified
        ? string.Create(CultureInfo.InvariantCulture, $"{check.Verified:N0} of {check.Expected:N0} rows verified")
        : Quantity.Of(check.Verified, "row", " verified");
}
