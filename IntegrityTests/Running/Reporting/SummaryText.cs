using System.Globalization;

namespace IntegrityTests.Running.Reporting;

/// <summary>What is printed at the end of a run.</summary>
internal sealed class SummaryText(Tally tally, string location, string? aborted, TimeSpan elapsed)
{
    public IEnumerable<string> Lines()
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"Summary after {elapsed:h\\:mm\\:ss}");
        foreach (var check in tally.Checks)
        {
            yield return Totals(check);
            foreach (var skip in check.Skips.All)
                yield return string.Create(CultureInfo.InvariantCulture, $"    skipped {skip.What}, {skip.Count:N0} times: {skip.Reason}");
        }
        foreach (var digest in tally.Digests())
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  {digest.Count:N0} findings of {digest.Code}, among them:");
            foreach (var finding in digest.Examples)
                yield return "    " + FindingText.Of(finding).TrimEnd().Replace(Environment.NewLine, "\n    ", StringComparison.Ordinal);
        }
        yield return $"All findings: {location}";
        yield return Verdict();
    }

    private static string Totals(CheckTally check)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"  {check.Code}: {check.Verified:N0} rows verified, {check.Calls:N0} calls");
        text += Part(check.Failed, "rows failed") + Part(check.NotVerified, "rows not verified");
        return text + Part(check.CasesNotVerified, "cases not verified") + Part(check.Findings, "findings");
    }

    private static string Part(long count, string what) =>
        count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {count:N0} {what}");

    private string Verdict()
    {
        var verified = tally.Sum(check => check.Verified);
        var failed = tally.Sum(check => check.Failed);
        var notVerified = tally.Sum(check => check.NotVerified + check.CasesNotVerified);
        var counts = string.Create(CultureInfo.InvariantCulture, $"{verified:N0} rows verified")
            + Part(failed, "failed") + Part(notVerified, "not verified") + Part(tally.Sum(check => check.Findings), "findings")
            + Part(tally.Stopped, "cases stopped before their end");
        if (aborted is not null)
            return $"NOT VERIFIED: {aborted.Split('\n', 2)[0].TrimEnd()} ({counts})";
        if (failed + notVerified > 0)
            return $"FAILED: {counts}";
        if (verified == 0)
            return "FAILED: verified nothing";
        return tally.Stopped > 0 ? $"STOPPED: {counts}" : $"PASSED: {counts}";
    }
}
