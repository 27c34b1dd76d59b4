using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>What becomes of a finding on its way into the report.</summary>
public sealed class RunReportTests
{
    private readonly List<string> _told = [];
    private readonly List<InfoLine> _lines = [];
    private readonly Scenario _scenario;

    public RunReportTests() => _scenario = new Scenario(new RunSettings { Found = finding => _told.Add($"{finding.Severity}") });

    private RunReport Report => _scenario.Report;

    [Theory]
    [InlineData(Severity.Error, 1, false)]
    [InlineData(Severity.Warning, 1, false)]
    [InlineData(Severity.Info, 0, true)]
    public void Only_what_is_worse_than_information_has_a_cause_and_is_relied_on(Severity severity, int causes, bool isUnfounded)
    {
        Report.Reliance.Relied("TST002", "TST001", "p1");

        Report.Found(Scenario.Finding(severity) with { Project = "p1" }, new InfoSums(_lines.Add));

        _told.Should().Equal($"{severity}");
        Report.Causes.Conclude().Kept.Should().HaveCount(causes);
        Report.Reliance.Unfounded.Should().HaveCount(isUnfounded ? 1 : 0);
    }

    [Theory]
    [InlineData(Severity.Error, false, Severity.Warning, "It is odd. (by rules that are unproven here)")]
    [InlineData(Severity.Warning, false, Severity.Warning, "It is odd. (by rules that are unproven here)")]
    [InlineData(Severity.Info, false, Severity.Info, "It is odd. (by rules that are unproven here)")]
    [InlineData(Severity.Error, true, Severity.Error, "It is odd.")]
    public void Where_the_rules_are_unproven_a_finding_is_a_warning_at_most_unless_the_check_failed(
        Severity severity, bool isOfTheCheck, Severity expected, string message)
    {
        _scenario.Run.Doubt("TST001", new Doubt("another generation", IsCompared: true));

        var shown = Report.Found(Scenario.Finding(severity) with { IsOfTheCheck = isOfTheCheck }, new InfoSums(_lines.Add));

        (shown.Severity, shown.Message).Should().Be((expected, message));
    }

    [Fact]
    public void What_another_run_summed_up_is_counted_shown_and_summed_up_again()
    {
        var sums = new InfoSums(_lines.Add);

        Report.Found(Scenario.Finding(Severity.Info), 7, ["number:7 It is odd."], sums);
        Report.Found(Scenario.Finding(Severity.Info) with { IsKnown = true }, 2, ["number:8 It is odd."], sums);
        sums.End();

        _told.Should().Equal("Info", "Info");
        _scenario.Tally.Should().BeEquivalentTo(new { Infos = 7, Known = 2 });
        _lines.Select(line => line.Count).Should().Equal(7, 2);
    }

    [Fact]
    public void A_line_of_information_is_written_and_kept_for_the_summary()
    {
        Report.Write(new InfoLine(Scenario.Finding(Severity.Info)));

        _scenario.Log.OfKind("finding").Should().ContainSingle();
        Report.Tally.Infos().Should().ContainSingle().Which.Lines.Should().Be(1);
    }
}
