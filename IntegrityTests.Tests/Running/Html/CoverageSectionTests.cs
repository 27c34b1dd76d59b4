using System.Text.RegularExpressions;
using FluentAssertions;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running.Html;

/// <summary>What was proven: a picture that is a table, which says the same in words.</summary>
public sealed class CoverageSectionTests : IDisposable
{
    private static readonly (string, string) One = ("p1", "One");
    private static readonly (string, string) Two = ("p2", "Two");
    private readonly WrittenReport _report = new();

    public void Dispose() => _report.Dispose();

    [Fact]
    public void Each_check_and_project_has_a_cell_that_says_what_was_proven()
    {
        var page = _report.WithCase("USR001", One, 7).WithCase("USR002", One, 5, failed: 2).WithCase("USR001", Two, 3, notVerified: 4)
            .Write();

        page.Should()
            .Contain("<td class=\"is-verified\"><span aria-hidden=\"true\">✓</span> 7<span class=\"unseen\"> rows verified</span></td>")
            .And.Contain("<td class=\"is-failed\"><span aria-hidden=\"true\">✗</span> 2<span class=\"unseen\"> rows failed</span></td>")
            .And.Contain("<td class=\"is-unknown\"><span aria-hidden=\"true\">?</span> 4<span class=\"unseen\"> rows NOT VERIFIED</span>")
            .And.Contain("<td class=\"is-not-asked\"><span aria-hidden=\"true\">·</span><span class=\"unseen\"> not asked</span></td>")
            .And.Contain("aria-label=\"1 failed, 1 NOT VERIFIED, 1 verified, 1 not asked\"").And.Contain("Of 4 test cases:");
        page.IndexOf("One<span", StringComparison.Ordinal).Should()
            .BeLessThan(page.IndexOf("Two<span", StringComparison.Ordinal), "a project with failed rows stands first");
    }

    [Fact]
    public void A_case_without_rows_was_skipped() =>
        _report.WithCase("USR001", One, 0).Write().Should().Contain("<td class=\"is-skipped\">").And.Contain("1 skipped</strong>");

    [Fact]
    public void A_check_that_proves_nothing_here_is_not_verified_however_its_rows_agree() =>
        _report.WithCase("PAY001", One, 9).With(EventLine.NotVerified("PAY001", null, null, "no rules for this version")).Write()
            .Should().Contain("<td class=\"is-unknown\">").And.NotContain("<td class=\"is-verified\">");

    [Fact]
    public void A_row_that_was_not_verified_says_nothing_about_other_cases_of_its_check() =>
        _report.WithCase("PAY001", One, 9).With(EventLine.NotVerified("PAY001", Cases.Partition("p2", "Two"), "user:1", "503")).Write()
            .Should().Contain("<td class=\"is-verified\">").And.NotContain("<td class=\"is-unknown\">");

    [Fact]
    public void Checks_of_the_whole_deployment_are_tiles() =>
        _report.WithCase("DBI001", null, 1).WithCase("DBI002", null, 0, failed: 1).Write().Should()
            .Contain("<li class=\"is-verified\"><b>DBI001</b> ").And.Contain("<li class=\"is-failed\"><b>DBI002</b> ")
            .And.NotContain("Per project");

    [Fact]
    public void The_bar_is_as_wide_as_the_cases_are_many()
    {
        for (var check = 0; check < 8; check++) _report.WithCase($"DBI00{check}", null, check < 2 ? 0 : 1, failed: check < 2 ? 1 : 0);

        Regex.Matches(_report.Write(), "<rect class=\"([a-z-]*)\" x=\"([0-9.]*)\" width=\"([0-9.]*)\"")
            .Select(rect => (rect.Groups[1].Value, rect.Groups[2].Value, rect.Groups[3].Value))
            .Should().Equal(("is-failed", "0", "250"), ("is-verified", "250", "750"));
    }

    [Fact]
    public void Where_there_are_many_projects_those_of_which_nothing_is_open_are_folded()
    {
        for (var project = 0; project < 30; project++)
            _report.WithCase("USR001", ($"p{project}", $"Project {project}"), 1, failed: project / 29);

        var page = _report.Write();

        page.Should().Contain("<summary>29 projects of which nothing is open</summary>");
        page.IndexOf("Project 29<", StringComparison.Ordinal).Should()
            .BeLessThan(page.IndexOf("29 projects of which", StringComparison.Ordinal));
    }

    [Fact]
    public void Ends_of_one_case_in_several_shards_are_one_cell() =>
        _report.WithCase("USR001", One, 7).WithCase("USR001", One, 5).Write().Should()
            .Contain("</span> 12<span class=\"unseen\"> rows verified</span>");
}
