using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Baseline;
using IntegrityTests.Running.Causes;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Notices;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>The lines of <c>findings.jsonl</c>, which other programs read: nothing is lost, and what is not known has no member.</summary>
public sealed class EventLineTests
{
    private static readonly CasePartition Acme = Cases.Partition("p1", "Acme");

    [Fact]
    public void A_finding_says_all_that_is_known_of_it() => EventLine.Finding(
        new Finding
        {
            Code = "USR002",
            Severity = Severity.Warning,
            IsKnown = true,
            Project = "p1",
            ProjectName = "Acme",
            Subject = "user:1",
            Row = "user:2",
            Endpoint = "/api/v1/users/1",
            Message = "is odd",
            Path = "$.a",
            Value = "is granted READER",
            Root = "permission:READER",
            Expected = 1,
            Actual = 2,
        },
        isNew: false).ToJsonString().Should().Be("""
            {"kind":"finding","code":"USR002","severity":"warning","known":true,"new":false,"project":"p1","projectName":"Acme",
            "subject":"user:1","row":"user:2","endpoint":"/api/v1/users/1","message":"is odd","path":"$.a","value":"is granted READER",
            "root":"permission:READER","expected":1,"actual":2}
            """.ReplaceLineEndings(""));

    [Fact]
    public void Of_a_finding_what_is_not_known_has_no_member() => EventLine.Finding(Scenario.Finding()).ToJsonString().Should().Be(
        """{"kind":"finding","code":"TST001","severity":"error","subject":"number:7","message":"It is odd."}""");

    [Theory]
    [InlineData("$.a", null, null, """ "path":"$.a","expected":null,"actual":null} """)]
    [InlineData("$.a", 1, null, """ "path":"$.a","expected":1,"actual":null} """)]
    [InlineData(null, 1, null, """ "message":"It is odd.","expected":1} """)]
    [InlineData(null, null, 2, """ "message":"It is odd.","actual":2} """)]
    public void At_a_path_null_is_a_value_like_any_other(string? path, int? expected, int? actual, string end) =>
        EventLine.Finding(Scenario.Finding() with { Path = path, Expected = expected, Actual = actual }).ToJsonString().Should()
            .EndWith(end.Trim());

    [Fact]
    public void A_case_that_the_budget_left_says_how_far_it_came()
    {
        EventLine.Left("USR002", Acme, pulled: 7, stored: 9).ToJsonString().Should().Be(
            """{"kind":"left","code":"USR002","project":"p1","projectName":"Acme","rows":7,"of":9}""");
        EventLine.Left("USR002", null, pulled: 7, stored: 7).ToJsonString().Should().Be("""{"kind":"left","code":"USR002","rows":7}""");
    }

    [Fact]
    public void The_share_of_a_part_names_what_it_claims_in_one_order()
    {
        var claims = new Dictionary<string, Share>
        {
            ["teams"] = new(Of: 5, Own: 2),
            ["users"] = new(Of: 9, Own: 4),
            ["items"] = new(Of: 1, Own: 1),
        };

        EventLine.Share("USR002", "p1", new CaseEnd(CaseEnd.Skipped, "there are none", ["PRJ004"]), 4, claims).ToJsonString().Should().Be(
            """
            {"kind":"share","code":"USR002","project":"p1","state":"skipped","rows":4,"reason":"there are none","relied":["PRJ004"],
            "own":{"items":[1,1],"teams":[2,5],"users":[4,9]}}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public void A_stale_entry_of_the_baseline_is_repeated_with_its_line() =>
        EventLine.Stale(3, new KnownFinding("USR001", "p1", "user:1", "/api/v1/users", "$.a", "is granted READER")).ToJsonString()
            .Should().Be("""
                {"kind":"stale","line":3,"code":"USR001","project":"p1","subject":"user:1","endpoint":"/api/v1/users","path":"$.a",
                "value":"is granted READER"}
                """.ReplaceLineEndings(""));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cause_says_who_is_concerned_and_how_to_look_into_it(bool thereAreMore)
    {
        var cause = Some.Cause("is odd") with { Findings = 3, MoreSubjects = thereAreMore };

        EventLine.Cause(cause, new Explanation("all is well", "Trouble.", "SELECT 1;")).ToJsonString().Should().Be(
            $$"""
            {"kind":"cause","code":"TST001","severity":"error","project":"p1","projectName":"Acme","cause":"TST001: is odd","findings":3,
            "codes":{"TST001":1},"subjects":["number:7"],{{(thereAreMore ? "\"moreSubjects\":true," : "")}}"title":"all is well",
            "meaning":"Trouble.","sql":"SELECT 1;"}
            """.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("Every user is whole", ",\"title\":\"Every user is whole\"")]
    public void A_case_counts_what_it_proved_and_what_a_stop_interrupted_as_not_verified(string sentence, string title)
    {
        var tally = new CaseTally();
        tally.Count(RowVerdict.Verified);
        tally.Count(RowVerdict.NotVerified);
        tally.Count(RowVerdict.NotVerified);
        tally.Count(RowVerdict.Interrupted);

        EventLine.Case(new CaseName(new CheckInfo("USR002", Severity.Error, "Users"), Acme, "c") { Sentence = sentence }, tally)
            .ToJsonString().Should().Be(
                $$"""
                {"kind":"case","code":"USR002","project":"p1","projectName":"Acme"{{title}},"verified":1,"failed":0,"notVerified":3}
                """);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(7, true)]
    public void The_end_says_how_many_findings_have_no_cause_if_any_has_none(long unsorted, bool isSaid)
    {
        var outcome = new RunOutcome("here", TimeSpan.Zero, 0) { Causes = new CauseList([], unsorted) };

        EventLine.End(new Tally(), outcome).ContainsKey("findingsWithoutCause").Should().Be(isSaid);
    }
}
