using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Running.Reporting.Html;
using IntegrityTests.Tests.Running.Notices;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running.Html;

/// <summary>What the page says, read as text: what it looks like and how it behaves is tested in a browser.</summary>
public sealed class HtmlReportTests : IDisposable
{
    private readonly WrittenReport _report = new();

    public void Dispose() => _report.Dispose();

    [Fact]
    public void The_page_says_what_the_run_comes_to() =>
        _report.Write("FAILED: 1 row verified").Should()
            .Contain("<title>IntegrityTests: FAILED: 1 row verified</title>")
            .And.Contain("<h1 class=\"failed\">FAILED: 1 row verified</h1>")
            .And.Contain("<dt>started</dt><dd>1970-01-01 00:00:00 UTC</dd>").And.Contain("<dt>took</dt><dd>2 s</dd>")
            .And.Contain("<p class=\"note\">A note.</p>");

    [Fact]
    public void A_cause_is_shown_with_what_it_means_its_queries_and_its_findings()
    {
        var meaning = new Explanation("All is well", "A finding means <trouble>.", "SELECT 1;\nSELECT 2;");
        var finding = Scenario.Finding() with { Project = "p1", ProjectName = "Acme", Endpoint = "/api/v1/users/7" };

        _report.WithCauses([finding], _ => meaning).Write().Should()
            .Contain("<h4 id=\"cause-1\"><span class=\"badge error\">error</span> TST001: It is odd.</h4>")
            .And.Contain("project Acme <span class=\"id\">p1</span>, 1 finding, seen by TST001 (1)</p>")
            .And.Contain("<p>TST001 proves: All is well.</p>").And.Contain("<p>A finding means &lt;trouble&gt;.</p>")
            .And.Contain("<pre><code>SELECT 1;&#xA;SELECT 2;</code></pre>")
            .And.Contain("<code>number:7</code> TST001: It is odd. <span class=\"place\">/api/v1/users/7</span>");
    }

    [Fact]
    public void What_was_expected_and_what_there_is_stand_side_by_side_with_the_difference_marked()
    {
        var finding = Scenario.Finding() with { Path = "$.name", Expected = "Ann Lee", Actual = "Ann Low" };

        _report.WithCauses([finding], _ => null).Write().Should()
            .Contain("<th scope=\"col\">expected or saved</th><th scope=\"col\">actual</th>")
            .And.Contain("<td>&quot;Ann L<mark>ee</mark>&quot;</td><td>&quot;Ann L<mark>ow</mark>&quot;</td>");
    }

    [Fact]
    public void A_mark_does_not_cut_a_character_in_two()
    {
        var finding = Scenario.Finding() with { Path = "$", Expected = "\U0001F600", Actual = "\U0001F601" };

        _report.WithCauses([finding], _ => null).Write().Should().Contain("<mark>").And.NotContain("\\ud83d").And.NotContain("&#xFFFD;");
    }

    [Fact]
    public void What_the_platform_left_behind_has_a_section_of_its_own()
    {
        var line = new InfoLine(Scenario.Finding(Severity.Info) with { Cause = "its user was deleted" });
        line.Add(Scenario.Finding(subject: "number:7"));
        line.Add(Scenario.Finding(subject: "number:8"));

        _report.With(line.ToJson()).Write().Should()
            .Contain(">Info: left behind by the platform itself, one line per project and cause (1)</h2>")
            .And.Contain("<span class=\"badge info\">info</span> It is odd.")
            .And.Contain("<dt>cause</dt><dd>its user was deleted</dd>")
            .And.Contain("<dt>count</dt><dd>2</dd>")
            .And.Contain("<dt>example</dt><dd>number:8 It is odd.</dd>")
            .And.Contain("Nothing was found that is not known.");
    }

    [Fact]
    public void Known_findings_have_a_section_of_their_own() =>
        _report.With(Scenario.Finding() with { IsKnown = true }).Write().Should()
            .Contain("Known findings, which the baseline lists (1)</h2>")
            .And.Contain("<span class=\"badge known\">known</span> It is odd.");

    [Fact]
    public void Names_of_the_deployment_are_text_and_no_markup()
    {
        var finding = Scenario.Finding(subject: "user:<script>alert('x')</script>\u202e\u0007") with
        {
            ProjectName = "Zoë & \"søn\" <b>",
            Project = "p\" onclick=\"x",
        };

        var page = _report.WithCauses([finding], _ => null).Write();

        Regex.Count(page, "<script").Should().Be(1, "the page has its own script and no other");
        page.Should().NotContain("<b>").And.NotContain("\u0007").And.NotContain("\u202e").And.NotContain("\" onclick");
        page.Should().Contain("Zoë &amp; &quot;søn&quot; &lt;b&gt;").And.Contain("\\u202e");
    }

    [Fact]
    public void Nothing_is_asked_for_from_elsewhere() =>
        _report.With(Scenario.Finding()).Write().Should()
            .Contain("default-src 'none'")
            .And.NotContain("http://").And.NotContain("https://").And.NotContain("<link").And.NotContain("<img").And.NotContain("style=");

    [Theory]
    [InlineData("style", "style-src")]
    [InlineData("script", "script-src")]
    public void Only_its_own_style_and_script_are_allowed_by_their_hashes(string element, string directive)
    {
        var page = _report.Write();

        var content = Regex.Match(page, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;
        var policy = System.Net.WebUtility.HtmlDecode(Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value);
        policy.Should().Contain($"{directive} 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'");
        policy.Should().NotContain("unsafe");
    }

    [Fact]
    public void Of_many_findings_of_a_cause_the_first_hundred_are_shown()
    {
        var findings = Enumerable.Range(1, 1234).Select(number => Scenario.Finding(subject: $"number:{number}"))
            .Append(Scenario.Finding(subject: "other:1") with { Code = "TST002" });

        _report.WithCauses(findings, _ => null).Write().Should()
            .Contain("<summary>1,234 findings</summary>")
            .And.Contain("<code>number:100</code>")
            .And.NotContain("<code>number:101</code>")
            .And.Contain("and 1,134 more in findings.jsonl")
            .And.Contain("<code>other:1</code>");
    }

    [Fact]
    public void A_page_has_room_for_so_much_and_says_of_each_cause_what_it_leaves_out()
    {
        var value = new string('x', 450);
        var findings = Enumerable.Range(0, 5000).Select(number => new Finding
        {
            Code = $"TST{number / 100:000}",
            Severity = Severity.Error,
            Subject = $"number:{number}",
            Message = "It is odd.",
            Path = "$",
            Expected = value,
            Actual = value,
        });

        var page = _report.WithCauses(findings, _ => null).Write();

        page.Length.Should().BeLessThan(2 * PageRoom.MaxCharacters);
        Regex.Count(page, "<summary>100 findings</summary>").Should().Be(50, "every cause is shown");
        Regex.Count(page, "and 99 more in findings.jsonl").Should().BeInRange(30, 45, "the last ones show only their first finding");
    }

    [Fact]
    public void Findings_whose_causes_are_not_told_apart_are_shown_after_them()
    {
        var line = EventLine.Finding(Scenario.Finding());
        line["cause"] = "TST001: It is odd.";

        _report.With(line).Write().Should().Contain("Beyond the causes that are told apart (1)</h3>").And.Contain("<code>number:7</code>");
    }

    [Fact]
    public void A_long_value_is_cut()
    {
        var page = _report.WithCauses([Scenario.Finding() with { Path = "$", Actual = new string('x', 100_000) }], _ => null).Write();

        page.Should().Contain("... (100002 characters)");
        page.Length.Should().BeLessThan(40_000);
    }

    [Fact]
    public void What_was_not_verified_and_what_the_baseline_names_in_vain_have_sections_of_their_own() =>
        _report.With(EventLine.NotVerified("USR001", Cases.Partition("p1", "One"), "user:7", "no answer"))
            .With(new JsonObject { ["kind"] = "stale", ["line"] = 3, ["code"] = "TEM001" })
            .Write().Should()
            .Contain(">Not verified (1)</h2>").And.Contain("<p>no answer</p>").And.Contain("<dd>One (p1)</dd>")
            .And.Contain(">In the baseline, but not found (1)</h2>").And.Contain("<dt>line</dt><dd>3</dd>");

    [Fact]
    public void Every_check_has_its_totals_and_every_reason_what_it_left_out()
    {
        for (var row = 0; row < 1500; row++) _report.Tally.Of("USR002").Count(RowVerdict.Verified);
        _report.Tally.Of("USR002").Skips.Count("members", "column x is missing", 2);

        _report.WithCase("USR002", null, 1500, sentence: "Every user reads as stored").Write().Should()
            .Contain("<th scope=\"row\">USR002</th><td>1,500</td><td>0</td>").And.Contain("<td>Every user reads as stored</td></tr>")
            .And.Contain("<li>column x is missing: <span class=\"where\">USR002 members, 2 times</span></li>");
    }

    [Fact]
    public void A_run_that_was_given_up_says_why() =>
        _report.Write("NOT VERIFIED: down (0 rows verified)", aborted: "down\nsee <its> log")
            .Should().Contain("<pre class=\"aborted\">down&#xA;see &lt;its&gt; log</pre>").And.Contain("so nothing was proven");

    [Fact]
    public void The_settings_of_the_run_are_listed() =>
        _report.Write().Should().Contain("<dt>target</dt><dd>here</dd>").And.Contain("<dt>projects</dt><dd>[&quot;a&quot;]</dd>");

    [Fact]
    public void A_cause_says_what_is_new_of_it()
    {
        Finding[] findings = [Scenario.Finding(), Scenario.Finding(subject: "number:8"), Scenario.Finding() with { Code = "TST002" }];

        _report.WithCauses(findings, _ => null, finding => finding is { Code: "TST001", Subject: "number:8" }).Write().Should()
            .Contain("<span class=\"badge\">1 new</span> TST001: It is odd.")
            .And.Contain("data-history=\"new old\"")
            .And.Contain("<span class=\"badge\">still there</span> TST002: It is odd.");
    }

    [Fact]
    public void What_became_of_an_earlier_run_is_said_in_numbers_and_what_is_gone_is_named() =>
        _report.With(
            new JsonObject
            {
                ["kind"] = "earlier",
                ["file"] = "old.jsonl",
                ["started"] = "yesterday",
                ["new"] = 1,
                ["stillThere"] = 2,
                ["gone"] = 1,
                ["notLookedAt"] = 0,
            },
            new JsonObject { ["kind"] = "gone", ["code"] = "USR002", ["project"] = "p", ["subject"] = "user:9", ["outcome"] = "mended" })
            .Write().Should()
            .Contain("Compared with old.jsonl, of a run that started at yesterday:")
            .And.Contain("<li><strong>2</strong> still there</li>").And.Contain("<option value=\"new\">new</option>")
            .And.Contain(">Gone since the earlier run (1)</h2>").And.Contain("<dd>user:9</dd>");

    [Fact]
    public void A_cause_of_notices_is_shown_like_any_other() =>
        _report.With(EventLine.Cause(Some.Cause("is odd", Severity.Warning), null)).Write().Should()
            .Contain("<h3 id=\"warning-title\">Warnings (1)</h3>").And.Contain("TST001: is odd</h4>");

    [Fact]
    public void Nothing_but_the_page_is_left_beside_the_findings()
    {
        _report.Write();

        Directory.GetFiles(_report.Folder.Path).Select(Path.GetFileName).Should().BeEquivalentTo("findings.jsonl", "report.html");
    }
}
