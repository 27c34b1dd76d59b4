using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Running.Parts;

/// <summary>What all parts together say of one check, as much of it as results show.</summary>
/// <param name="code">The code of the check.</param>
/// <param name="report">The report of the union.</param>
internal sealed class CheckUnion(string code, RunReport report)
{
    private readonly ResultMeaning _meaning = new(report.Settings.Meaning);
    private readonly List<(string Name, string Text)> _failures = [];
    private readonly List<string> _notVerified = [];

    public string Code => code;

    /// <summary>Sums up its findings of severity info.</summary>
    public InfoSums Infos { get; } = new(report.Write);

    /// <summary>Rows that were verified, and nothing was wrong with them.</summary>
    public long Verified { get; set; }

    /// <summary>Cases that the budget left.</summary>
    public long Left { get; set; }

    /// <summary>Why cases had nothing to verify.</summary>
    public SortedSet<string> Skipped { get; } = new(StringComparer.Ordinal);

    /// <summary>The failures to show, each with the name of its result.</summary>
    public IReadOnlyList<(string Name, string Text)> Failures => _failures;

    /// <summary>Failures beyond them.</summary>
    public long MoreFailures { get; private set; }

    /// <summary>What was not verified and why, as many as are shown.</summary>
    public IReadOnlyList<string> NotVerified => _notVerified;

    /// <summary>What was not verified beyond them.</summary>
    public long MoreNotVerified { get; private set; }

    /// <summary>Adds a finding that fails the run.</summary>
    public void Fail(Finding finding)
    {
        if (_failures.Count == report.Settings.MaxFailuresPerCase)
        {
            MoreFailures++;
            return;
        }

        var project = finding.Project is null ? "" : $" [{finding.ProjectName}, {finding.Project}]";
        _failures.Add(($"{code} {finding.Subject}{project}", _meaning.Explained(FindingText.Of(finding).TrimEnd(), finding)));
    }

    /// <summary>Adds what was not verified.</summary>
    public void AddNotVerified(string text)
    {
        if (_notVerified.Count < report.Settings.MaxFailuresPerCase) _notVerified.Add(text);
        else MoreNotVerified++;
    }

    /// <summary>Reports all of it as results of a case.</summary>
    /// <param name="name">The name of the case.</param>
    /// <param name="results">Takes them.</param>
    /// <param name="parts">How many parts there are.</param>
    public void Report(string name, CaseResults results, int parts)
    {
        foreach (var (failed, text) in _failures)
        {
            if (report.Results.Takes(failed.Length + text.Length)) results.Failed(failed, text);
            else MoreFailures++;
        }

        if (MoreFailures > 0)
            results.Failed($"{name} and {MoreFailures} more", $"{MoreFailures} more findings, see {report.Log.Location}.");
        foreach (var text in _notVerified) results.Failed(name, $"NOT VERIFIED: {text}");
        if (MoreNotVerified > 0)
            results.Failed($"{name} and {MoreNotVerified} more", $"NOT VERIFIED: {MoreNotVerified} more, see {report.Log.Location}.");
        if (Verified > 0)
        {
            results.Passed(
                $"{code} {Quantity.Of(Verified, "row", " verified")} by {Quantity.Of(parts, "shard")}", TimeSpan.Zero, Infos.Text);
        }

        if (Left > 0) results.Skipped($"{name}, the rest", $"left: the budget was over in {Quantity.Of(Left, "case")}.");
        if (results.Summary.Total > 0) return;
        var reason = Skipped.Count > 0 ? string.Join(Environment.NewLine, Skipped) : "no shard had anything to verify";
        if (report.SkippedCases is { } shared) shared.Add(code, reason);
        else results.Skipped(name, reason);
    }
}
