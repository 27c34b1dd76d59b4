using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Running.Reporting.Html;
using IntegrityTests.Tests.Running.Notices;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class HtmlReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Tally _tally = new();
    private readonly List<JsonObject> _events = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_page_says_what_the_run_comes_to()
    {
        Write("FAILED: 1 row verified").Should()
            .Contain("<title>IntegrityTests: FAILED: 1 row verified</title>")
            .And.Contain("<h1 class=\"failed\">FAILED: 1 row verified</h1>")
            .And.Contain("Started at 1970-01-01T00:00:00.0000000Z, took 2 s.")
            .And.Contain("<p>A note.</p>");
    }

    [Fact]
    public void A_finding_is_shown_with_all_that_is_known()
    {
        Add(new Finding
        {
            Code = "USR002",
            Severity = Severity.Error,
            Project = "p1",
            ProjectName = "One",
            Subject = "user:7",
            Endpoint = "/api/v1/users/7",
            Message = "differs",
            Path = "$.metadata",
            Expected = new JsonObject { ["a"] = 1 },
        });

        Write().Should()
            .Contain("<summary>USR002: 1</summary>")
            .And.Contain("<span class=\"error\">error</span> differs</p>")
            .And.Contain("<dt>project</dt><dd>One (p1)</dd>")
            .And.Contain("<dt>subject</dt><dd>user:7</dd>")
            .And.Contain("<dt>endpoint</dt><dd>/api/v1/users/7</dd>")
            .And.Contain("<dt>path</dt><dd>$.metadata</dd>")
            .And.Contain("<dt>expected</dt><dd>{&quot;a&quot;:1}</dd>")
            .And.Contain("<dt>actual</dt><dd>null</dd>");
    }

    [Fact]
    public void What_the_platform_left_behind_has_a_section_of_its_own()
    {
        var line = new InfoLine(Scenario.Finding(Severity.Info) with { Cause = "its user was deleted" });
        line.Add(Scenario.Finding(subject: "number:7"));
        line.Add(Scenario.Finding(subject: "number:8"));
        _events.Add(line.ToJson());

        Write().Should()
            .Contain("<h2>Info: left behind by the platform itself, one line per project and cause</h2>")
            .And.Contain("<span class=\"info\">info</span> It is odd.</p>")
            .And.Contain("<dt>cause</dt><dd>its user was deleted</dd>")
            .And.Contain("<dt>count</dt><dd>2</dd>")
            .And.Contain("<dt>example</dt><dd>number:8 It is odd.</dd>")
            .And.NotContain("<h2>Findings</h2>");
    }

    [Fact]
    public void A_cause_is_shown_first_with_what_it_means_and_its_queries()
    {
        Add(Scenario.Finding());
        var meaning = new Explanation("All is well", "A finding means <trouble>.", "SELECT 1;\nSELECT 2;");
        _events.Add(EventLine.Cause(Some.Cause("is odd"), meaning));

        var page = Write();

        page.Should().Contain("<h3><span class=\"error\">error</span> TST001: is odd</h3>")
            .And.Contain("<dt>project</dt><dd>Acme (p1)</dd>").And.Contain("<dt>seen by</dt><dd>TST001 (1)</dd>")
            .And.Contain("<p>The rule: All is well.</p>").And.Contain("<p>A finding means &lt;trouble&gt;.</p>")
            .And.Contain("<pre class=\"sql\" tabindex=\"0\">SELECT 1;&#xA;SELECT 2;</pre>");
        page.IndexOf("<h2>Causes", StringComparison.Ordinal).Should().BeLessThan(page.IndexOf("<h2>Findings", StringComparison.Ordinal));
    }

    [Fact]
    public void A_known_finding_is_marked()
    {
        Add(Scenario.Finding() with { IsKnown = true });

        Write().Should().Contain("<span class=\"known\">known</span> It is odd.");
    }

    [Fact]
    public void Names_of_the_deployment_are_text_and_no_markup()
    {
        var finding = Scenario.Finding(subject: "user:<script>alert('x')</script>\u202e\u0007");
        Add(finding with { ProjectName = "Zoë & \"søn\" <b>", Project = "p" });

        var page = Write();

        page.Should().NotContain("<script").And.NotContain("<b>").And.NotContain("\u0007");
        page.Should().Contain("Zoë &amp; &quot;søn&quot; &lt;b&gt; (p)");
    }

    [Fact]
    public void Nothing_is_asked_for_from_elsewhere()
    {
        Add(Scenario.Finding());

        Write().Should()
            .Contain("default-src 'none'")
            .And.NotContain("http://").And.NotContain("https://").And.NotContain("<link").And.NotContain("<img");
    }

    [Fact]
    public void Of_many_findings_the_first_hundred_of_each_code_are_shown()
    {
        for (var number = 1; number <= 1234; number++) Add(Scenario.Finding(subject: $"number:{number}"));
        Add(Scenario.Finding(subject: "other:1") with { Code = "TST002" });

        Write().Should()
            .Contain("<summary>TST001: 1,234</summary>")
            .And.Contain("<dd>number:100</dd>")
            .And.NotContain("<dd>number:101</dd>")
            .And.Contain("<p>and 1,134 more in findings.jsonl</p>")
            .And.Contain("<dd>other:1</dd>");
    }

    [Fact]
    public void A_long_value_is_cut()
    {
        Add(Scenario.Finding() with { Path = "$", Actual = new string('x', 100_000) });

        var page = Write();

        page.Should().Contain("... (100000 characters)");
        page.Length.Should().BeLessThan(10_000);
    }

    [Fact]
    public void What_was_not_verified_and_what_the_baseline_names_in_vain_have_sections_of_their_own()
    {
        _events.Add(EventLine.NotVerified("USR001", Cases.Partition("p1", "One"), "user:7", "no answer"));
        _events.Add(new JsonObject { ["kind"] = "stale", ["line"] = 3, ["code"] = "TEM001" });

        Write().Should()
            .Contain("<h2>Not verified</h2>").And.Contain("<p>no answer</p>").And.Contain("<dd>One (p1)</dd>")
            .And.Contain("<h2>In the baseline, but not found</h2>").And.Contain("<dt>line</dt><dd>3</dd>")
            .And.NotContain("<h2>Findings</h2>");
    }

    [Fact]
    public void Every_check_has_its_totals_and_what_it_left_out()
    {
        for (var row = 0; row < 1500; row++) _tally.Of("USR002").Count(RowVerdict.Verified);
        _tally.Of("USR002").Skips.Count("members", "column x is missing", 2);

        Write().Should().Contain(
            "<tr><td>USR002<td>1,500<td>0<td>0<td>0<td>0<td>0<td>0<td>0<td>members, 2 times: column x is missing</tr>");
    }

    [Fact]
    public void A_run_that_was_given_up_says_why() =>
        Write("NOT VERIFIED: down (0 rows verified)", aborted: "down\nsee <its> log")
            .Should().Contain("<pre>down&#xA;see &lt;its&gt; log</pre>");

    [Fact]
    public void The_settings_of_the_run_are_listed() =>
        Write().Should().Contain("<dt>target</dt><dd>here</dd>").And.Contain("<dt>projects</dt><dd>[&quot;a&quot;]</dd>");

    [Fact]
    public void Nothing_but_the_page_is_left_beside_the_findings()
    {
        Write();

        Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Should().BeEquivalentTo("findings.jsonl", "report.html");
    }

    private void Add(Finding finding) => _events.Add(EventLine.Finding(finding));

    private string Write(string verdict = "PASSED: 1 row verified", string? aborted = null)
    {
        var outcome = new RunOutcome("here", TimeSpan.FromSeconds(2), 0) { Aborted = aborted, Notes = ["A note."] };
        using (var file = FindingsFile.Open(_folder.Path))
        {
            file.Write(EventLine.Run(DateTimeOffset.UnixEpoch, new JsonObject { ["target"] = "here", ["projects"] = new JsonArray("a") }));
            file.Write(EventLine.Page("USR002", null, new Page(1, 1, 1, 1, TimeSpan.Zero)));
            foreach (var line in _events) file.Write(line);
            file.Write(EventLine.End(_tally, outcome));
            return File.ReadAllText(HtmlReport.Write(file.Location, verdict));
        }
    }
}
