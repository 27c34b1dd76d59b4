using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>Findings as a person reads them in a test result.</summary>
public sealed class FindingTextTests
{
    [Fact]
    public void A_finding_is_a_sentence_and_a_line_for_each_fact()
    {
        var finding = Scenario.Finding(Severity.Warning) with
        {
            Project = "p1",
            ProjectName = "Acme",
            Root = "team:1",
            Endpoint = "/api/v1/users/1",
            Path = "$.a",
            Expected = 1,
        };

        Lines(FindingText.Of(finding)).Should().Equal(
            "TST001 warning: It is odd.",
            "  project:  Acme (p1)",
            "  subject:  number:7",
            "  because:  team:1",
            "  endpoint: /api/v1/users/1",
            "  path:     $.a",
            "  expected: 1",
            "  actual:   null");
    }

    [Fact]
    public void Without_a_path_only_a_value_that_is_there_has_a_line() =>
        Lines(FindingText.Of(Scenario.Finding() with { Expected = 1 })).Should().Equal(
            "TST001 error: It is odd.", "  subject:  number:7", "  expected: 1");

    [Theory]
    [InlineData(498, "")]
    [InlineData(499, "... (501 characters)")]
    public void A_long_value_is_cut_and_says_how_long_it_is(int letters, string end)
    {
        var value = $"\"{new string('x', letters)}\"";

        Lines(FindingText.Of(Scenario.Finding() with { Actual = new string('x', letters) }))[^1].Should()
            .Be($"  actual:   {value[..Math.Min(500, value.Length)]}{end}");
    }

    [Fact]
    public void The_findings_of_a_row_are_blocks_of_their_own()
    {
        var row = new TestRow().Row;
        row.Report(Scenario.Finding(subject: "number:1"));
        row.Report(Scenario.Finding(subject: "number:2"));

        Lines(FindingText.Of(row)).Should().Equal(
            "TST001 error: It is odd.", "  subject:  number:1", "", "TST001 error: It is odd.", "  subject:  number:2");
    }

    private static string[] Lines(string text) => text.TrimEnd().Split(Environment.NewLine);
}
