using IntegrityTests.Running.Reporting;

namespace IntegrityTests.Running.Notices;

/// <summary>
/// Says how a run ended where its operators look: in the pages of the service that runs it, and in metrics. What cannot be written is said
/// and changes nothing else.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="tally">Its totals.</param>
/// <param name="outcome">How it ended.</param>
/// <param name="verdict">The same in one line.</param>
internal sealed class RunNotices(Run run, Tally tally, RunOutcome outcome, string verdict)
{
    private readonly List<string> _problems = [];

    /// <summary>Writes all that the run's surroundings show, and says which lines of the log are part of it.</summary>
    /// <param name="folder">The folder of the results; null where it cannot be written.</param>
    public IReadOnlyList<string> Write(string? folder)
    {
        var settings = run.Settings;
        var places = settings.Surroundings;
        var lines = new List<string>();
        var isPassed = verdict.StartsWith("PASSED", StringComparison.Ordinal);
        if (folder is not null)
        {
            var metrics = new Metrics(tally, outcome, isPassed, run.Behind).Text(run.Clock.GetUtcNow());
            Try(MetricsName, () => WriteWhole(Path.Combine(folder, MetricsName), metrics));
        }

        var summary = new Lazy<string>(() => new SummaryPage(tally, outcome, verdict, settings).Text());
        if (places.GitHubSummary is { } page) Try("GitHub's summary", () => File.AppendAllText(page, summary.Value));
        if (places.IsGitHub) lines.AddRange(Annotations.OfGitHub(outcome.Causes, settings.FailOn));
        if (places.IsAzure)
        {
            lines.AddRange(Annotations.OfAzure(outcome.Causes, settings.FailOn));
            if (folder is not null && Try("the summary for Azure", () => WriteWhole(Path.Combine(folder, AzureName), summary.Value)))
                lines.Add($"##vso[task.uploadsummary]{Path.GetFullPath(Path.Combine(folder, AzureName))}");
        }

        if (places.IsGitLab && folder is not null)
        {
            var report = CodeQuality.Text(outcome.Causes, settings);
            Try("the report for GitLab", () => WriteWhole(Path.Combine(folder, CodeQuality.Name), report));
        }

        return [.. _problems, .. lines];
    }

    /// <summary>The file of metrics.</summary>
    internal const string MetricsName = "metrics.prom";

    /// <summary>The file that Azure takes its summary from.</summary>
    internal const string AzureName = "summary.md";

    // Whoever collects the file must not read the half of it.
    private static void WriteWhole(string path, string text)
    {
        File.WriteAllText(path + ".tmp", text);
        File.Move(path + ".tmp", path, overwrite: true);
    }

    private bool Try(string what, Action write)
    {
        try
        {
            write();
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            _problems.Add(run.Settings.Redact($"{what} could not be written: {failure.Message}"));
            return false;
        }
    }
}
