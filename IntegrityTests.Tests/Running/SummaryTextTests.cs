using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class SummaryTextTests
{
    private readonly Tally _tally = new();

    [Fact]
    public void The_summary_shows_what_was_verified_what_was_skipped_and_what_was_found()
    {
        _tally.Of("USR002").Count(RowVerdict.Verified);
        _tally.Of("USR002").Count(RowVerdict.Failed);
        _tally.Of("USR002").CountCall();
        _tally.Of("TEM001").Skips.Count("members", "column x is missing");
        for (var i = 1; i <= 4; i++)
        {
            _tally.Count(Scenario.Finding(subject: $"number:{i}") with { Code = "USR002" });
        }

        Lines(failedResults: 1, elapsed: new TimeSpan(1, 2, 3, 4)).Should().Equal(
            "Summary after 26:03:04",
            "  TEM001: 0 rows verified, 0 calls",
            "    skipped members, 1 time: column x is missing",
            "  USR002: 1 row verified, 1 call, 1 row failed, 4 findings",
            "  4 findings of USR002, the first of them:",
            "    USR002 error: It is odd.\n      subject:  number:1",
            "    USR002 error: It is odd.\n      subject:  number:2",
            "    USR002 error: It is odd.\n      subject:  number:3",
            "All findings: here/findings.jsonl",
            "FAILED: 1 row verified, 1 row failed, 4 findings");
    }

    [Fact]
    public void Of_severity_info_the_first_lines_of_each_code_are_shown()
    {
        _tally.Of("USR002").Count(RowVerdict.Verified);
        for (var project = 1; project <= 12; project++)
        {
            var finding = Scenario.Finding(Severity.Info) with { Code = "USR002", Project = $"p{project}", ProjectName = "Acme" };
            var line = new InfoLine(finding);
            for (var i = 1; i <= 4; i++)
            {
                _tally.Count(finding);
                line.Add(finding);
            }

            _tally.Keep(line);
        }

        var lines = Lines();

        lines[1].Should().Be("  USR002: 1 row verified, 0 calls, 48 info findings");
        lines[2].Should().Be(
            "  USR002 info: 4 findings of Acme (p1): number:7 It is odd.; number:7 It is odd.; number:7 It is odd.; ...");
        lines[12].Should().Be("  USR002 info: and 2 more lines");
        lines[^1].Should().Be("PASSED: 1 row verified, 48 info findings");
    }

    [Fact]
    public void A_run_that_was_given_up_says_why()
    {
        _tally.Of("USR002").Count(RowVerdict.Interrupted);

        Verdict(aborted: "the server is dead\nsee its log", failedResults: 1)
            .Should().Be("NOT VERIFIED: the server is dead (0 rows verified, 1 row not verified)");
    }

    [Fact]
    public void A_run_that_verified_nothing_has_failed() =>
        Verdict().Should().Be("FAILED: verified nothing (0 rows verified)");

    [Fact]
    public void A_run_that_was_stopped_has_not_passed()
    {
        _tally.Of("USR002").Count(RowVerdict.Verified);
        _tally.CountStopped();

        Verdict().Should().Be("STOPPED: 1 row verified, 1 case stopped before the end");
    }

    [Fact]
    public void Many_checks_of_stored_rows_that_found_nothing_share_a_line()
    {
        for (var number = 1; number <= 12; number++) _tally.Of($"DBI{number:d3}").Count(RowVerdict.Verified);
        _tally.Of("DBI007").CountFinding();

        var lines = Lines();

        lines[1].Should().Be("  DBI001 to DBI012: 11 checks of stored rows verified, which found nothing");
        lines[2].Should().StartWith("  DBI007: 1 row verified, 0 calls, 1 finding");
    }

    [Fact]
    public void A_failure_outside_of_the_checks_fails_the_run()
    {
        _tally.Of("USR002").Count(RowVerdict.Verified);

        Verdict(failedResults: 1).Should().Be("FAILED: 1 row verified");
    }

    [Fact]
    public void A_run_without_failures_has_passed()
    {
        _tally.Of("USR002").Count(RowVerdict.Verified);

        Verdict().Should().Be("PASSED: 1 row verified");
    }

    private string Verdict(string? aborted = null, int failedResults = 0) => Lines(aborted, failedResults)[^1];

    private IReadOnlyList<string> Lines(string? aborted = null, int failedResults = 0, TimeSpan elapsed = default) =>
        [.. new SummaryText(_tally, "here/findings.jsonl", aborted, elapsed, failedResults).Lines()];
}
