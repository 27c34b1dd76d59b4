namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>What a run of the suite left behind.</summary>
/// <param name="ExitCode">The exit code of <c>dotnet test</c>.</param>
/// <param name="Console">What it printed.</param>
/// <param name="Trx">The file of results; empty when no test ran, and in a run without <c>dotnet test</c>.</param>
/// <param name="Findings">The file of findings; empty when the run did not begin.</param>
/// <param name="Report">The page; empty when the run did not begin or was cut off.</param>
internal sealed record SuiteResult(int ExitCode, string Console, string Trx, FindingsLog Findings, string Report)
{
    /// <summary>The results.</summary>
    public IReadOnlyList<TestOutcome> Outcomes { get; init; } = Trx.Length > 0 ? TestOutcome.Read(Trx) : [];

    /// <summary>What else it wrote beside its findings, by name: metrics, and what services show.</summary>
    public IReadOnlyDictionary<string, string> Others { get; init; } = new Dictionary<string, string>();

    /// <summary>All that the run wrote.</summary>
    public IReadOnlyList<string> Texts =>
        [Console, Trx, Findings.Text, Report, .. Others.Values, .. Outcomes.Select(outcome => outcome.Output)];

    /// <summary>Reads the files in the folder of the run's results.</summary>
    public static SuiteResult Read(int exitCode, string console, string folder)
    {
        // The lock has no content, and a run that was killed may hold it a moment longer.
        string[] known = ["run.trx", "findings.jsonl", "findings.lock", "report.html"];
        var others = Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Except(known);
        return new(exitCode, console, Text("run.trx"), new FindingsLog(Text("findings.jsonl")), Text("report.html"))
        {
            Others = others.ToDictionary(name => name, Text),
        };

        string Text(string name) => Path.Combine(folder, name) is var file && File.Exists(file) ? File.ReadAllText(file) : "";
    }

    public SuiteResultAssertions Should() => new(this);
}
