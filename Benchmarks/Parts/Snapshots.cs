using System.Globalization;
using Benchmarks.Reporting;
using Benchmarks.Targets;

namespace Benchmarks.Parts;

/// <summary>What saving and comparing every answer costs, against runs without snapshots, in turns.</summary>
internal sealed class Snapshots : IPart
{
    public string Name => "snapshots";

    public async Task MeasureAsync(CommandLine line, Report report, CancellationToken cancel)
    {
        await using var target = await SampleTarget.StartAsync(projects: 1, line.Users, latency: 0, cancel);
        var folder = Directory.CreateTempSubdirectory("integrity-benchmark-snapshot-");
        try
        {
            var saving = target.Variables.With("INTEGRITY_SNAPSHOTS", "save").With("INTEGRITY_SNAPSHOT_DIR", folder.FullName);
            var comparing = target.Variables.With("INTEGRITY_SNAPSHOTS", "verify").With("INTEGRITY_SNAPSHOT_DIR", folder.FullName);
            // Warms up the deployment.
            await SuiteRun.StartAsync(target.Variables, filter: "Check=USR001", cancel);
            var rounds = new List<(SuiteResult Without, SuiteResult Save, SuiteResult Verify)>();
            for (var round = 0; round < line.Rounds; round++)
            {
                rounds.Add((
                    await SuiteRun.StartAsync(target.Variables, filter: null, cancel),
                    await SuiteRun.StartAsync(saving, filter: null, cancel),
                    await SuiteRun.StartAsync(comparing, filter: null, cancel)));
            }

            Tell(line, report, rounds, folder);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Tell(
        CommandLine line, Report report, List<(SuiteResult Without, SuiteResult Save, SuiteResult Verify)> rounds, DirectoryInfo folder)
    {
        var time = rounds.Select(round => round.Verify.Seconds / round.Without.Seconds).Median();
        var saveTime = rounds.Select(round => round.Save.Seconds / round.Without.Seconds).Median();
        report.Budget(
            Name,
            "comparing: at most 1.3 times the time of a run without",
            string.Create(
                CultureInfo.InvariantCulture, $"{time:0.00}; saving {saveTime:0.00} ({line.Users} users, medians of {line.Rounds})"),
            time <= 1.3);
        var peak = rounds.Select(round => (double)round.Verify.Host.PeakBytes / round.Without.Host.PeakBytes).Median() - 1;
        var savePeak = rounds.Select(round => (double)round.Save.Host.PeakBytes / round.Without.Host.PeakBytes).Median() - 1;
        var without = rounds.Select(round => (double)round.Without.Host.PeakBytes).Median();
        var bytes = folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        report.Budget(
            "memory of snapshots",
            "saving and comparing: testhost's peak within 10 % of a run without",
            string.Create(
                CultureInfo.InvariantCulture,
                $"saving {savePeak:+0.0 %;-0.0 %}, comparing {peak:+0.0 %;-0.0 %} of {without / 1024 / 1024:0} MB; "
                + $"{bytes >> 20} MB were saved"),
            peak <= 0.1 && savePeak <= 0.1);
    }
}
