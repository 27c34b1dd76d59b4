using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Benchmarks.Reporting;
using Benchmarks.Targets;
using IntegrityTests.Running.Reporting.Html;
using Microsoft.Playwright;

namespace Benchmarks.Parts;

/// <summary>
/// The report of a run with 10,000 findings in 1,000 causes and a test case for each of 200 projects and 13 checks: how long Chromium takes
/// from the file until all of it is loaded and drawn, and a first search until what it leaves is drawn.
/// </summary>
internal sealed class ReportPageOpening : IPart
{
    private const double MostSeconds = 2;

    // When the page was drawn with all that was loaded by then.
    private const string Drawn = "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))";

    private const string Search = """
        async () => {
            const began = performance.now();
            const text = document.getElementById('text');
            text.value = 'user:00000000-0000-4000-8000-000000004321';
            text.dispatchEvent(new Event('input', { bubbles: true }));
            await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
            return performance.now() - began;
        }
        """;

    public string Name => "report";

    public async Task MeasureAsync(CommandLine line, Report report, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("integrity-report-");
        try
        {
            var began = Stopwatch.GetTimestamp();
            var page = HtmlReport.Write(LargeFindings.Write(folder.FullName), "FAILED: 10,000 findings of 1,000 causes");
            var written = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var (opened, worked, searched) = (new List<double>(), new List<double>(), new List<double>());
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
                Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
            });
            for (var round = 0; round < line.Rounds; round++)
            {
                cancel.ThrowIfCancellationRequested();
                await using var context = await browser.NewContextAsync(new() { Offline = true });
                var opening = await context.NewPageAsync();
                var session = await context.NewCDPSessionAsync(opening);
                await session.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
                await opening.GotoAsync(new Uri(page).AbsoluteUri);
                opened.Add(await opening.EvaluateAsync<double>(Drawn) / 1000);
                worked.Add(TaskSeconds((await session.SendAsync("Performance.getMetrics"))!.Value));
                searched.Add(await opening.EvaluateAsync<double>(Search) / 1000);
            }

            var size = new FileInfo(page).Length / 1e6;
            var both = opened.Median() + searched.Median();
            report.Budget(
                Name,
                "10,000 findings open, and the first search is done, in 2 s",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{opened.Median():0.00} s to open, of which the page's thread worked {worked.Median():0.00} s, and "
                    + $"{searched.Median():0.00} s for the first search (medians of {line.Rounds}); the page has {size:0.0} MB and was "
                    + $"written in {written:0.00} s, its findings included"),
                both <= MostSeconds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Processor time, which does not grow when something else uses the machine as much as the time by the clock does.
    private static double TaskSeconds(JsonElement metrics) => metrics.GetProperty("metrics").EnumerateArray()
        .Single(metric => metric.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble();
}
