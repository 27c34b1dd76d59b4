using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>The page at the end of a run, and what becomes of the run when there is none.</summary>
public sealed class ReportOfRunTests : IDisposable
{
    private readonly ScriptedRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_run_leaves_a_page_and_says_where()
    {
        await _run.RunAsync(Cases.Of(typeof(ScriptedCheck)));

        File.ReadAllText(_run.Folder.File("report.html")).Should().Contain("<h1 class=\"passed\">PASSED: 1 row verified</h1>");
        _run.Printed[^1].Should().Contain($"As a page: {_run.Folder.File("report.html")}");
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_is_reported_and_changes_nothing_else()
    {
        _run.Script.Body = (_, _) => Task.FromResult(Directory.CreateDirectory(_run.Folder.File("report.html")));

        await _run.RunAsync(Cases.Of(typeof(ScriptedCheck)));

        _run.Printed[^1].Should().Contain("The page report.html could not be written: ").And.EndWith("PASSED: 1 row verified");
        _run.Kinds().Should().Equal("run", "page", "case", "end");
    }

    [Fact]
    public async Task A_file_that_something_else_cut_short_costs_the_page_but_not_the_summary()
    {
        _run.Script.Body = (_, cancel) =>
        {
            Script.Row.Report(Scenario.Finding(Severity.Warning));
            return File.WriteAllTextAsync(_run.Folder.File("findings.jsonl"), "{\"kind\":", cancel);
        };

        await _run.RunAsync(Cases.Of(typeof(ScriptedCheck)));

        _run.Printed[^1].Should().Contain("The page report.html could not be written: ").And.EndWith("PASSED: 1 row verified, 1 finding");
    }
}
