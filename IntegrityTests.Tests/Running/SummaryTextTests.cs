using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Causes;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Notices;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class SummaryTextTests
{
    private readonly Tally _tally = new();

    [Fact]
    public void The_last_lines_are_the_causes_where_the_findings_are_what_to_do_and_the_verdict()
    {
        _tally.Of("TST001").Count(RowVerdict.Verified);
        _tally.Of("TST001").Count(RowVerdict.Failed);
        _tally.Of("TST001").CountCall();
        _tally.Of("TST002").Skips.Count("members", "column x is missing");
        _tally.Count(Scenario.Finding());
        var causes = Some.Causes(Some.Cause("is odd"), Some.Cause("may be odd", Severity.Warning));

        Lines(failedResults: 1, elapsed: new TimeSpan(1, 2, 3, 4), causes: causes).Should().Equal(
            "Summary after 26:03:04",
            "  1 check verified something, with 1 call",
            "  skipped 1 time by TST002: column x is missing",
            "1 cause of what was found:",
            "  1. error: 1 finding in Acme (p1): TST001: is odd",
            "     number:7",
            "     TST001 proves: all is well",
            "     A finding means trouble.",
            "     To look into it:",
            "       SELECT 1;",
            "  warning: 1 finding in Acme (p1): TST001: may be odd",
            "All findings: here/findings.jsonl",
            "Next: begin with the first cause, and look into its rows with its queries. The report has all causes.",
            "FAILED: 1 row verified, 1 cause, 1 row failed, 1 finding");
    }

    [Fact]
    public void Of_many_causes_the_first_ten_are_shown()
    {
        var causes = Some.Causes([.. Enumerable.Range(1, 30).Select(number => Some.Cause($"is odd {number}"))]);

        var lines = Lines(failedResults: 1, causes: causes);

        lines.Should().Contain("30 causes of what was found:").And.Contain("  and 20 more causes, see the report");
        lines.Where(line => line.Contains(". error: ")).Should().HaveCount(10);
        Lines(failedResults: 1, causes: causes, isVerbose: true).Where(line => line.Contains(". error: ")).Should().HaveCount(30);
    }

    [Fact]
    public void What_is_left_out_is_told_once_per_reason_whichever_check_left_it_out()
    {
        for (var number = 1; number <= 9; number++) _tally.Of($"TST{number:d3}").Skips.Count("cases", "there are no users", number);
        for (var number = 1; number <= 20; number++) _tally.Of("TST001").Skips.Count("rows", $"other {number}");

        var skipped = Lines().Where(line => line.StartsWith("  skipped", StringComparison.Ordinal)).ToList();

        skipped[0].Should().Be("  skipped 45 times by TST001 and 8 other checks: there are no users");
        skipped[^1].Should().Be("  skipped 13 times for 13 other reasons");
        skipped.Should().HaveCount(9);
    }

    [Fact]
    public void Findings_beyond_the_causes_that_are_told_apart_are_counted() =>
        Lines(causes: new CauseList([Some.Cause("is odd")], 7)).Should().Contain(
            "  7 more findings: beyond 1000 causes none is told apart");

    [Fact]
    public void Of_severity_info_the_first_lines_of_each_code_are_shown_where_all_is()
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

        var lines = Lines(isVerbose: true);

        lines[1].Should().Be("  USR002: 1 row verified, 0 calls, 48 info findings");
        lines[2].Should().Be(
            "  USR002 info: 4 findings of Acme (p1): number:7 It is odd.; number:7 It is odd.; number:7 It is odd.; ...");
        lines[12].Should().Be("  USR002 info: and 2 more lines");
        lines[^1].Should().Be("PASSED: 1 row verified, 48 info findings");
        Lines().Should().Contain("  12 lines of severity info: what the platform itself leaves behind, see the report");
    }

    [Fact]
    public void A_run_that_was_given_up_says_why_and_what_to_do()
    {
        _tally.Of("USR002").Count(RowVerdict.Interrupted);

        var lines = Lines(aborted: "the server is dead\nsee its log", failedResults: 1);

        lines[^2].Should().Be("Next: mend what the last line names, then run again.");
        lines[^1].Should().Be("NOT VERIFIED: the server is dead (0 rows verified, 1 row not verified)");
    }

    [Fact]
    public void A_check_that_could_not_verify_has_a_line()
    {
        _tally.Of("USR002").Count(RowVerdict.NotVerified);

        Lines(failedResults: 1).Should().Contain("  USR002: 0 rows verified, 0 calls, 1 row not verified")
            .And.Contain(line => line.StartsWith("Next: see what was not verified", StringComparison.Ordinal));
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
        _tally.Of("DBI007").CountFinding(Severity.Error);
        _tally.Of("DBI008").Skips.Count("members", "column x is missing");

        var lines = Lines(isVerbose: true);

        lines[1].Should().Be("  DBI001 to DBI012: 10 checks of stored rows verified, which found nothing");
        lines[2].Should().StartWith("  DBI007: 1 row verified, 0 calls, 1 finding");
        lines[4].Should().Be("    skipped members, 1 time: column x is missing");
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

    [Fact]
    public void A_check_that_was_not_verified_in_rows_and_cases_has_one_line_for_both()
    {
        _tally.Of("USR001").Count(RowVerdict.Verified);
        _tally.Of("USR002").Count(RowVerdict.NotVerified);
        _tally.Of("USR002").CountCaseNotVerified();

        var lines = Lines(failedResults: 1);

        lines.Should().Contain("  USR002: 0 rows verified, 0 calls, 1 row not verified, 1 case not verified");
        lines[^2].Should().StartWith("Next: see what was not verified and why, ");
    }

    [Fact]
    public void Where_rows_were_left_nobody_takes_those_that_were_verified_for_all()
    {
        _tally.Of("USR002").Expect(10);
        for (var row = 0; row < 4; row++) _tally.Of("USR002").Count(RowVerdict.Verified);

        Lines().Should().Contain("  USR002: 4 of 10 rows verified, 0 calls");
    }

    [Fact]
    public void Reasons_of_one_number_are_in_the_order_of_their_words_and_four_checks_are_named()
    {
        foreach (var code in new[] { "TST001", "TST002", "TST003", "TST004" }) _tally.Of(code).Skips.Count("cases", "z is missing");
        _tally.Of("TST001").Skips.Count("cases", "a is missing", 4);

        Lines().Where(line => line.StartsWith("  skipped", StringComparison.Ordinal)).Should().Equal(
            "  skipped 4 times by TST001: a is missing",
            "  skipped 4 times by TST001, TST002, TST003, TST004: z is missing");
    }

    [Fact]
    public void Where_all_is_shown_checks_that_did_nothing_do_not_share_the_line_of_those_that_found_nothing()
    {
        for (var number = 1; number <= 12; number++) _tally.Of($"DBI{number:d3}");

        Lines(isVerbose: true).Where(line => line.EndsWith(": 0 rows verified, 0 calls", StringComparison.Ordinal)).Should().HaveCount(12);
    }

    [Fact]
    public void Of_severity_info_no_more_lines_are_told_where_all_are_shown()
    {
        for (var number = 1; number <= 10; number++) _tally.Keep(new InfoLine(Scenario.Finding(Severity.Info)));

        var lines = Lines(isVerbose: true);

        lines.Where(line => line.StartsWith("  TST001 info: ", StringComparison.Ordinal)).Should().HaveCount(10);
        lines.Should().NotContain(line => line.Contains("more line"));
    }

    private string Verdict(int failedResults = 0) => Lines(failedResults: failedResults)[^1];

    private IReadOnlyList<string> Lines(
        string? aborted = null, int failedResults = 0, TimeSpan elapsed = default, CauseList? causes = null, bool isVerbose = false)
    {
        var outcome = new RunOutcome("here/findings.jsonl", elapsed, failedResults)
        {
            Aborted = aborted,
            Causes = causes ?? Some.Causes(),
        };
        var settings = new RunSettings
        {
            IsVerbose = isVerbose,
            Meaning = _ => new Explanation("all is well", "A finding means trouble.", "SELECT 1;"),
        };
        return [.. new SummaryText(_tally, outcome, settings).Lines()];
    }
}
