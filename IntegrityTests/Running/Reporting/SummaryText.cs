using System.Globalization;
using IntegrityTests.Redaction;
using IntegrityTests.Running.Causes;

namespace IntegrityTests.Running.Reporting;

/// <summary>How a run ended, ready to be shown.</summary>
/// <param name="Location">Where all findings are.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="FailedResults">Failed results, those of other tests included.</param>
internal sealed record RunOutcome(string Location, TimeSpan Elapsed, int FailedResults)
{
    /// <summary>Why it was given up; null: it was not.</summary>
    public string? Aborted { get; init; }

    /// <summary>What there is to say of the baseline; null without one.</summary>
    public string? Baseline { get; init; }

    /// <summary>What the run verified, if it found out.</summary>
    public Target? Target { get; init; }

    /// <summary>What part of the whole it verified, before its numbers; empty, the default: all of it.</summary>
    public string Scope { get; init; } = "";

    /// <summary>How much of what an earlier run named does not exist any more. Default: 0.</summary>
    public long Gone { get; init; }

    /// <summary>What was noted about the run as a whole.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Those of <see cref="Notes"/> that were not printed yet.</summary>
    public IReadOnlyList<string> NotesToTell { get; init; } = [];

    /// <summary>What is behind the findings.</summary>
    public CauseList Causes { get; init; } = new([], 0);
}

/// <summary>What is printed at the end of a run: first what was verified and what was not, last what a person has to do.</summary>
internal sealed class SummaryText(Tally tally, RunOutcome outcome, RunSettings settings)
{
    // As many as a person reads in a terminal; the report has all.
    private const int MaxCauses = 10;
    private const int MaxWarnings = 3;

    /// <summary>The result of the run in one line, which is the last one.</summary>
    public string Verdict
    {
        get
        {
            var verified = tally.Sum(check => check.Verified);
            var causes = outcome.Causes.Kept.Count(cause => cause.Severity >= settings.FailOn);
            var counts = outcome.Scope + Quantity.Of(verified, "row", " verified")
                + Quantity.More(outcome.Gone, "finding", " gone with its row") + Quantity.More(causes, "cause")
                + TotalsText.Shortcomings(tally.Checks) + Quantity.More(tally.Stopped, "case", " stopped before the end");
            if (outcome.Aborted is { } aborted) return $"NOT VERIFIED: {aborted.Split('\n', 2)[0].TrimEnd()} ({counts})";
            var isElsewhere = settings.Part is not null && tally.Elsewhere > 0;
            if (verified == 0 && tally.Stopped == 0 && outcome.Gone == 0 && !isElsewhere) return $"FAILED: verified nothing ({counts})";
            return outcome.FailedResults > 0 ? $"FAILED: {counts}" : tally.Stopped > 0 ? $"STOPPED: {counts}" : $"PASSED: {counts}";
        }
    }

    /// <param name="report">The line about the report; null without one.</param>
    public IEnumerable<string> Lines(string? report = null)
    {
        var hours = outcome.Elapsed.Ticks / TimeSpan.TicksPerHour;
        yield return string.Create(CultureInfo.InvariantCulture, $"Summary after {hours}{outcome.Elapsed:\\:mm\\:ss}");
        // What was said when it came up is said again only where everything is.
        if (settings.IsVerbose && outcome.Target is { } target)
        {
            yield return $"  platform: {target.Text}";
            foreach (var notice in target.Notices) yield return $"  platform: {notice}";
        }

        foreach (var note in settings.IsVerbose ? outcome.Notes : outcome.NotesToTell) yield return "  " + note;
        foreach (var line in new TotalsText(tally, settings.IsVerbose).Lines()) yield return "  " + line;
        foreach (var line in Causes()) yield return line;
        if (outcome.Baseline is { } baseline) yield return baseline;
        yield return $"All findings: {outcome.Location}";
        if (report is not null) yield return report;
        if (WhatToDo() is { } next) yield return next;
        yield return Verdict;
    }

    // What fails the run is explained.
    private IEnumerable<string> Causes()
    {
        var failing = outcome.Causes.Kept.Where(cause => cause.Severity >= settings.FailOn).ToList();
        var others = outcome.Causes.Kept.Where(cause => cause.Severity < settings.FailOn).ToList();
        if (failing.Count > 0) yield return $"{Quantity.Of(failing.Count, "cause")} of what was found:";
        foreach (var (number, cause) in failing.Take(settings.IsVerbose ? int.MaxValue : MaxCauses).Index())
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  {number + 1}. {CauseText.Headline(cause)}");
            yield return $"     {CauseText.Concerned(cause)}";
            if (settings.Meaning(cause.First) is not { } meaning) continue;
            foreach (var line in MeaningText.Of(cause.First.Code, meaning)) yield return $"     {Printable.Line(line)}";
        }

        if (!settings.IsVerbose && failing.Count > MaxCauses)
            yield return $"  and {Quantity.Of(failing.Count - MaxCauses, "more cause")}, see the report";
        foreach (var cause in others.Take(settings.IsVerbose ? int.MaxValue : MaxWarnings)) yield return $"  {CauseText.Headline(cause)}";
        if (!settings.IsVerbose && others.Count > MaxWarnings)
            yield return $"  and {Quantity.Of(others.Count - MaxWarnings, "more cause")} that do not fail the run, see the report";
        if (outcome.Causes.Unsorted > 0)
            yield return $"  {Quantity.Of(outcome.Causes.Unsorted, "more finding")}: "
                + $"beyond {CauseBook.MaxCauses} causes none is told apart";
    }

    private string? WhatToDo() =>
        outcome.Aborted is not null ? "Next: mend what the last line names, then run again."
        : outcome.Causes.Kept.Any(cause => cause.Severity >= settings.FailOn)
            ? "Next: begin with the first cause, and look into its rows with its queries. The report has all causes."
        : tally.Checks.Any(check => check.NotVerified + check.CasesNotVerified > 0)
            ? "Next: see what was not verified and why, in the report or in the lines \"not-verified\" of the findings; then run again."
        : settings.Part is not null
            ? "Next: put all shards together (INTEGRITY_MERGE). Only that proves that each of them was there."
        : null;
}
