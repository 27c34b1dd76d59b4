using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>What becomes of a case whose rows left something out.</summary>
public sealed class GapTests
{
    private static readonly Gap Reported = new("the config is not served", IsProven: true) { ReportedBy = "TST002" };

    [Fact]
    public void What_the_deployment_lacks_skips_a_row_and_what_could_not_be_had_does_not_verify_it()
    {
        var lacking = ((Gap)"a column is missing") with { ReportedBy = "PRJ004" };

        lacking.ToException().Should().BeOfType<RowSkippedException>().Which.ReportedBy.Should().Be("PRJ004");
        Gap.Unknown("no answer").ToException().Should().BeOfType<NotVerifiedException>().Which.Message.Should().Be("no answer");
        ((Gap?)(string?)null).Should().BeNull();
    }

    [Fact]
    public async Task What_could_not_be_had_makes_the_case_not_verified_once()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(3, _ => Script.Row.Leave("grants", Gap.Unknown("no answer")));

        scenario.Failures.Should().ContainSingle().Which.Text.Should().Be("NOT VERIFIED: grants, 3 times: no answer");
        scenario.Tally.Should().BeEquivalentTo(new { Verified = 3, NotVerified = 0, CasesNotVerified = 1 });
        scenario.Log.OfKind("not-verified").Should().ContainSingle();
    }

    [Fact]
    public async Task What_the_deployment_lacks_is_skipped()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(3, _ => Script.Row.Leave("grants", "column x is missing"));

        scenario.Failures.Should().BeEmpty();
        scenario.Tally.Skips.All.Should().ContainSingle().Which.Count.Should().Be(3);
    }

    [Theory]
    [InlineData("TST002", "p", false)]
    [InlineData("TST002", "q", true)]
    [InlineData("TST003", "p", true)]
    public async Task What_another_check_reports_must_have_been_reported_of_that_project(string code, string project, bool isUnfounded)
    {
        var scenario = new Scenario { Partition = Cases.Partition("p", "Acme") };
        await scenario.RunAsync(1, _ => Script.Row.Leave("grants", Reported));

        scenario.Report.Reliance.Reported(code, project);

        scenario.Report.Reliance.Unfounded.Should().HaveCount(isUnfounded ? 1 : 0);
    }

    [Fact]
    public async Task A_row_that_is_left_out_for_what_another_check_reports_relies_on_it_too()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(1, _ => throw Reported.ToException());

        scenario.Report.Reliance.Unfounded.Should().Equal(("TST001", "TST002", null));
    }
}
