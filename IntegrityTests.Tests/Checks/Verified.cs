using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;

namespace IntegrityTests.Tests.Checks;

/// <summary>What became of a check that ran over the served sample.</summary>
internal sealed class Verified(Scenario scenario)
{
    private string Code => IntegrityTests.Running.CheckInfo.Of(scenario.Check).Code;

    /// <summary>What was found, as "severity subject: message".</summary>
    public IReadOnlyList<string> Findings =>
        [.. scenario.Log.OfKind("finding").Select(line => $"{line["severity"]} {line["subject"]}: {line["message"]}")];

    /// <summary>What was not verified, and why.</summary>
    public IReadOnlyList<string> NotVerified =>
        [.. scenario.Log.OfKind("not-verified").Select(line => $"{line["subject"]}: {line["reason"]}")];

    /// <summary>How many rows were verified.</summary>
    public long Rows => Tally.Verified;

    /// <summary>What was left out, as "what: why".</summary>
    public IReadOnlyList<string> Skipped => [.. Tally.Skips.All.Select(skip => $"{skip.What}: {skip.Reason}")];

    /// <summary>All that an operator could see of it: the lines of the findings file, and the results.</summary>
    public IEnumerable<string> Texts =>
        scenario.Log.Lines.Concat(scenario.Results.Select(result => $"{result.Name} {result.Text} {result.Output}"));

    private CheckTally Tally => scenario.Report.Tally.Of(Code);
}
