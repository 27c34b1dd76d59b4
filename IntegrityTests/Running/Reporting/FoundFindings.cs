using IntegrityTests.Running.Baseline;

namespace IntegrityTests.Running.Reporting;

/// <summary>
/// Takes every finding of a run, once: makes it ready to be shown, looks it up among the known ones, counts it and writes it.
/// </summary>
/// <param name="redactor">Makes findings ready to be shown; known ones are found by what they then are.</param>
/// <param name="known">The known findings.</param>
/// <param name="tally">The totals.</param>
/// <param name="log">The events of the run.</param>
internal sealed class FoundFindings(Redactor redactor, KnownFindings known, Tally tally, IEventLog log)
{
    /// <summary>The finding as it is to be shown, without secrets.</summary>
    public Finding Take(Finding finding)
    {
        var shown = redactor.Finding(finding);
        shown = shown with { IsKnown = known.Has(shown) };
        tally.Count(shown);
        log.Write(EventLine.Finding(shown));
        return shown;
    }
}
