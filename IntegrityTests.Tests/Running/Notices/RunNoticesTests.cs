using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Causes;
using IntegrityTests.Running.Notices;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running.Notices;

public sealed class RunNoticesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Tally _tally = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_service_there_are_only_metrics()
    {
        Write(new Surroundings(), Some.Cause("is odd")).Should().BeEmpty();

        Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Should().Equal("metrics.prom");
    }

    [Fact]
    public void Metrics_say_what_was_verified_and_found()
    {
        for (var row = 0; row < 3; row++) _tally.Of("TST001").Count(RowVerdict.Verified);
        _tally.Of("TST001").Count(RowVerdict.Failed, 4);
        _tally.Of("TST001").Count(RowVerdict.NotVerified, 5);
        for (var number = 0; number < 6; number++) _tally.Of("TST001").CountCaseNotVerified();
        _tally.Of("TST001").Skips.Count("members", "a column is missing", 7);
        _tally.Of("TST001").Skips.Count("rows", "another reason", 1);
        _tally.Of("TST001").CountKnown(9);
        _tally.Of("TST001").CountCall();
        _tally.Count(Scenario.Finding());
        _tally.Count(Scenario.Finding(Severity.Warning));
        _tally.Count(Scenario.Finding(Severity.Info));

        Write(new Surroundings(), Some.Cause("is odd"));

        File.ReadAllText(_folder.File("metrics.prom")).Should()
            .Contain("# TYPE integrity_rows_verified gauge\n").And.Contain("integrity_rows_verified{check=\"TST001\"} 3\n")
            .And.Contain("integrity_rows_failed{check=\"TST001\"} 4\n")
            .And.Contain("integrity_rows_not_verified{check=\"TST001\"} 5\n")
            .And.Contain("integrity_cases_not_verified{check=\"TST001\"} 6\n")
            .And.Contain("integrity_skipped{check=\"TST001\"} 8\n")
            .And.Contain("integrity_findings_known{check=\"TST001\"} 9\n")
            .And.Contain("integrity_calls{check=\"TST001\"} 1\n")
            .And.Contain("integrity_findings{check=\"TST001\",severity=\"error\"} 1\n")
            .And.Contain("integrity_findings{check=\"TST001\",severity=\"warning\"} 1\n")
            .And.Contain("integrity_findings{check=\"TST001\",severity=\"info\"} 1\n")
            .And.Contain("integrity_causes{check=\"TST001\",severity=\"error\"} 1\n")
            .And.Contain("integrity_findings_without_cause 0\n")
            .And.MatchRegex(@"integrity_run_end_timestamp_seconds 1[0-9]{9}(\.[0-9]{1,3})?\n")
            .And.Contain("integrity_run_passed 0\n").And.Contain("integrity_run_duration_seconds 1.5\n")
            .And.NotContain("lag").And.EndWith("\n# EOF\n");
    }

    [Fact]
    public void Metrics_say_that_a_run_passed_and_how_far_a_standby_was_behind() =>
        new Metrics(_tally, new RunOutcome("here", TimeSpan.Zero, 0), isPassed: true, behind: TimeSpan.FromSeconds(2.5))
            .Text(DateTimeOffset.FromUnixTimeMilliseconds(1_764_000_000_250)).Should()
            .Contain("integrity_run_passed 1\n").And.Contain("integrity_standby_lag_seconds 2.5\n")
            .And.Contain("integrity_run_end_timestamp_seconds 1764000000.25\n");

    [Fact]
    public void Every_line_of_the_metrics_is_one_that_a_collector_reads()
    {
        _tally.Of("TST001").Count(RowVerdict.Verified);

        Write(new Surroundings(), Some.Cause("is odd"));

        File.ReadAllLines(_folder.File("metrics.prom")).Should().OnlyContain(line => System.Text.RegularExpressions.Regex.IsMatch(
            line, """^(# (TYPE|HELP) [a-z_]+ .+|# EOF|[a-z_]+(\{check="[A-Z0-9]+"(,severity="[a-z]+")?\})? -?[0-9.]+(E[+-]?[0-9]+)?)$"""));
    }

    [Fact]
    public void GitHub_gets_annotations_and_a_page_behind_those_of_other_steps()
    {
        File.WriteAllText(_folder.File("step"), "Before.\n");

        var lines = Write(new Surroundings { IsGitHub = true, GitHubSummary = _folder.File("step") }, Some.Cause("is odd"));

        lines.Should().ContainSingle().Which.Should().StartWith("::error ");
        File.ReadAllText(_folder.File("step")).Should().StartWith("Before.\n## IntegrityTests: FAILED: 1 row\n")
            .And.Contain("**error: 1 finding in Acme (p1): TST001: is odd**")
            .And.Contain("A finding means trouble.").And.Contain("  ```sql\n  SELECT 1;\n  ```");
    }

    [Fact]
    public void Azure_gets_issues_and_a_page_that_it_takes_itself()
    {
        var lines = Write(new Surroundings { IsAzure = true }, Some.Cause("is odd"));

        lines.Should().HaveCount(2);
        lines[0].Should().StartWith("##vso[task.logissue type=error;");
        lines[1].Should().Be($"##vso[task.uploadsummary]{_folder.File("summary.md")}");
        File.Exists(_folder.File("summary.md")).Should().BeTrue();
    }

    [Fact]
    public void GitLab_gets_a_report_that_it_can_compare_with_the_one_before()
    {
        Write(new Surroundings { IsGitLab = true }, Some.Cause("is odd"), Some.Cause("may be odd", Severity.Warning));

        var report = JsonNode.Parse(File.ReadAllText(_folder.File("gl-code-quality-report.json")))!.AsArray();
        report.Select(entry => (string)entry!["severity"]!).Should().Equal("critical", "minor");
        report.Select(entry => (string)entry!["fingerprint"]!).Should().OnlyHaveUniqueItems().And.OnlyContain(text => text.Length == 64);
        report.Should().OnlyContain(entry => (string?)entry!["check_name"] == "TST001"
            && (string?)entry["location"]!["path"] == "docs/checks.md" && (int)entry["location"]!["lines"]!["begin"]! == 1);
    }

    [Fact]
    public void Names_of_the_deployment_are_text_and_no_markup()
    {
        var cause = Some.Cause("is odd");
        var named = cause with { First = cause.First with { ProjectName = "<img src=x> [a](b) @all `c` **d**" } };

        Write(new Surroundings { GitHubSummary = _folder.File("step") }, named);

        File.ReadAllText(_folder.File("step")).Should()
            .Contain(@"&lt;img src=x&gt; \[a\](b) &#64;all \`c\` \*\*d\*\*").And.NotContain("<img");
    }

    [Fact]
    public void The_page_is_smaller_than_GitHub_takes_however_much_is_found()
    {
        var causes = Enumerable.Range(1, 1000).Select(number => Some.Cause(new string('ß', 2000) + number)).ToArray();

        Write(new Surroundings { GitHubSummary = _folder.File("step") }, causes);

        new FileInfo(_folder.File("step")).Length.Should().BeLessThan(1024 * 1024);
        File.ReadAllText(_folder.File("step"), Encoding.UTF8).Should().Contain(" more causes in the report");
    }

    [Fact]
    public void The_page_says_what_was_not_verified_and_what_was_left_out_and_only_where_there_is_any()
    {
        Write(new Surroundings { GitHubSummary = _folder.File("empty") });
        _tally.Of("TST001").Count(RowVerdict.NotVerified);
        _tally.Of("TST001").CountCaseNotVerified();
        for (var number = 0; number < 60; number++) _tally.Of($"TST{number + 100}").Count(RowVerdict.NotVerified);
        _tally.Of("TST002").Skips.Count("members", "a column is missing");
        Write(new Surroundings { GitHubSummary = _folder.File("step") });

        File.ReadAllText(_folder.File("empty")).Should().Be(
            "## IntegrityTests: FAILED: 1 row\n\nAll findings: `here/findings.jsonl`\n");
        var page = File.ReadAllLines(_folder.File("step"));
        page.Should().Contain("<details><summary>Not verified</summary>").And.Contain("<details><summary>Left out</summary>")
            .And.Contain("- TST001, 1 row not verified, 1 case not verified")
            .And.Contain("- skipped 1 time by TST002: a column is missing");
        page.Where(line => line.StartsWith("- TST", StringComparison.Ordinal)).Should().HaveCount(50);
    }

    [Fact]
    public void The_page_has_each_cause_under_one_heading()
    {
        Write(new Surroundings { GitHubSummary = _folder.File("step") }, Some.Cause("is odd"), Some.Cause("is even"));

        var page = File.ReadAllText(_folder.File("step"));
        page.Should().Contain("### Causes\n\n- **error: 1 finding in Acme (p1): TST001: is odd**  \n  number:7\n")
            .And.Contain("  </details>\n\n- **error: 1 finding in Acme (p1): TST001: is even**").And.NotContain("more cause");
    }

    [Fact]
    public void What_cannot_be_written_is_said_and_stops_nothing()
    {
        var places = new Surroundings { IsGitHub = true, GitHubSummary = _folder.File("missing/step") };

        var lines = Write(places, Some.Cause("is odd"));

        lines.Should().HaveCount(2);
        lines[0].Should().StartWith("GitHub's summary could not be written: ");
        lines[1].Should().StartWith("::error ");
    }

    private IReadOnlyList<string> Write(Surroundings places, params Cause[] causes)
    {
        var meaning = new Explanation("all is well", "A finding means trouble.", "SELECT 1;");
        using var run = new Run(new RunSettings { Surroundings = places, Meaning = _ => meaning }, TimeProvider.System);
        var outcome = new RunOutcome("here/findings.jsonl", TimeSpan.FromSeconds(1.5), causes.Length) { Causes = Some.Causes(causes) };
        return new RunNotices(run, _tally, outcome, "FAILED: 1 row").Write(_folder.Path);
    }
}
