namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>What a run of the suite left behind.</summary>
/// <param name="ExitCode">The exit code of <c>dotnet test</c>.</param>
/// <param name="Console">What it printed.</param>
/// <param name="Trx">The results; null when no test ran.</param>
/// <param name="Findings">The file of findings; empty when the run did not begin.</param>
/// <param name="Report">The page; empty when the run did not begin or was cut off.</param>
internal sealed record SuiteResult(int ExitCode, string Console, TrxFile? Trx, FindingsLog Findings, string Report)
{
    /// <summary>All that the run wrote.</summary>
    public IReadOnlyList<string> Texts => [Console, Trx?.Text ?? "", Findings.Text, Report];

    /// <summary>Reads the files in the folder of the run's results.</summary>
    public static SuiteResult Read(int exitCode, string console, string folder)
    {
        var trx = Path.Combine(folder, "run.trx");
        var findings = Path.Combine(folder, "findings.jsonl");
        var report = Path.Combine(folder, "report.html");
        return new(
            exitCode,
            console,
            File.Exists(trx) ? new TrxFile(File.ReadAllText(trx)) : null,
            new FindingsLog(File.Exists(findings) ? File.ReadAllText(findings) : ""),
            File.Exists(report) ? File.ReadAllText(report) : "");
    }

    public SuiteResultAssertions Should() => new(this);
}
