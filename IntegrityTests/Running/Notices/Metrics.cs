using System.Globalization;
using System.Text;
using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Running.Notices;

/// <summary>
/// What a run comes to as OpenMetrics, in the part of the format that node_exporter's text collector and a push gateway read too: gauges
/// only, and only what the run knows.
/// </summary>
/// <param name="tally">The totals.</param>
/// <param name="outcome">How the run ended.</param>
/// <param name="isPassed">Whether it is green.</param>
/// <param name="behind">How far the database was behind what it follows; null: it follows nothing.</param>
internal sealed class Metrics(Tally tally, RunOutcome outcome, bool isPassed, TimeSpan? behind)
{
    private readonly StringBuilder _text = new();

    /// <param name="now">When the run ended.</param>
    public string Text(DateTimeOffset now)
    {
        Gauge("integrity_run_passed", "Whether the last run was green (1) or not (0).", [("", isPassed ? 1 : 0)]);
        var end = now.ToUnixTimeMilliseconds() / 1000.0;
        Gauge("integrity_run_end_timestamp_seconds", "When the last run ended, in seconds since 1970.", [("", end)]);
        Gauge("integrity_run_duration_seconds", "How long the last run took.", [("", Math.Round(outcome.Elapsed.TotalSeconds, 3))]);
        if (behind is { } lag)
            Gauge("integrity_standby_lag_seconds", "The longest that the standby needed to replay what it had received.",
                [("", lag.TotalSeconds)]);
        PerCheck("integrity_rows_verified", "Rows that the check verified.", check => check.Verified);
        PerCheck("integrity_rows_failed", "Rows with a finding that makes the run red.", check => check.Failed);
        PerCheck("integrity_rows_not_verified", "Rows that could not be verified.", check => check.NotVerified);
        PerCheck("integrity_cases_not_verified", "Test cases that could not be verified.", check => check.CasesNotVerified);
        PerCheck("integrity_skipped", "What the check left out, for a reason that the summary names.",
            check => check.Skips.All.Sum(skip => skip.Count));
        PerCheck("integrity_calls", "Calls to the deployment.", check => check.Calls);
        Gauge("integrity_findings", "Findings, without those of the baseline.", tally.Checks.SelectMany(check =>
            new[] { ("error", check.Errors), ("warning", check.Findings - check.Errors), ("info", check.Infos) }
                .Select(count => ($"{{check=\"{check.Code}\",severity=\"{count.Item1}\"}}", (double)count.Item2))));
        PerCheck("integrity_findings_known", "Findings that the baseline lists.", check => check.Known);
        Gauge("integrity_causes", "What is behind the findings, by the check nearest to the rows.", outcome.Causes.Kept
            .GroupBy(cause => $"{{check=\"{cause.First.Code}\",severity=\"{FindingText.Name(cause.Severity)}\"}}")
            .Select(same => (same.Key, (double)same.Count())));
        Gauge("integrity_findings_without_cause", "Findings beyond those whose causes are told apart.", [("", outcome.Causes.Unsorted)]);
        return _text.Append("# EOF\n").ToString();
    }

    private void PerCheck(string name, string help, Func<CheckTally, long> count) =>
        Gauge(name, help, tally.Checks.Select(check => ($"{{check=\"{check.Code}\"}}", (double)count(check))));

    private void Gauge(string name, string help, IEnumerable<(string Labels, double Value)> samples)
    {
        _text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} gauge\n# HELP {name} {help}\n");
        foreach (var (labels, value) in samples) _text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value}\n");
    }
}
