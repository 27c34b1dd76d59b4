using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Framework;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;
using Xunit;
using Xunit.Sdk;

namespace IntegrityTests.Tests.Running;

/// <summary>When the end of a run makes it red although no row failed, and when it does not.</summary>
public sealed class RunEndRulesTests
{
    private readonly RunSummary _summary = new();

    [Theory]
    [InlineData("", true)]
    [InlineData("a row was verified", false)]
    [InlineData("the run was stopped", false)]
    [InlineData("something failed", false)]
    [InlineData("a part whose cases others verify", false)]
    [InlineData("a part without any case", true)]
    public void A_run_that_verified_nothing_is_red(string because, bool isRed)
    {
        var scenario = new Scenario(new RunSettings { Part = because.StartsWith("a part", StringComparison.Ordinal) ? "1/2" : null });
        if (because == "a row was verified") scenario.Tally.Count(RowVerdict.Verified);
        if (because == "the run was stopped") scenario.Stop.Cancel();
        if (because == "something failed") _summary.Failed = 1;
        if (because == "a part whose cases others verify") scenario.Report.Tally.CountElsewhere();

        End(scenario).RequireVerifiedRows();

        scenario.Failures.Should().HaveCount(isRed ? 1 : 0);
        if (isRed) scenario.Failures[0].Text.Should().Be("The run verified nothing: all of its test cases were skipped.");
    }

    [Fact]
    public void Elsewhere_is_no_excuse_for_a_run_that_is_no_part()
    {
        var scenario = new Scenario();
        scenario.Report.Tally.CountElsewhere();

        End(scenario).RequireVerifiedRows();

        scenario.Failures.Should().ContainSingle();
        (_summary.Total, _summary.Failed).Should().Be((1, 1));
    }

    [Theory]
    [InlineData("", 10, "TST001 4 of at least 10 rows, 1 case unfinished")]
    [InlineData("", 4, "TST001 4 rows, 1 case unfinished")]
    [InlineData("the next run goes on", 10, null)]
    [InlineData("the run was given up", 10, null)]
    [InlineData("the run was stopped", 10, null)]
    public void Rows_that_the_budget_left_are_not_verified(string because, int expected, string? left)
    {
        var scenario = new Scenario(
            new RunSettings { Budget = TimeSpan.FromMinutes(90), Continues = because == "the next run goes on" });
        scenario.Tally.Count(RowVerdict.Verified, 3);
        scenario.Tally.Count(RowVerdict.Failed, 1);
        scenario.Tally.Expect(expected);
        scenario.Tally.CountCaseLeft();
        if (because == "the run was given up") scenario.Run.Abort("the server is gone");
        if (because == "the run was stopped") scenario.Stop.Cancel();

        End(scenario).ReportLeft();

        scenario.Failures.Select(failure => failure.Text).Should().Equal(left is null ? [] :
        [
            $"NOT VERIFIED: The budget of 90 minutes was over before all rows were verified: {left}. Nothing is known about the rows that "
            + "are left. Give the run more time, split it over several machines, or let the next one go on (INTEGRITY_COVERAGE).",
        ]);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("given up", false)]
    [InlineData("stopped", false)]
    [InlineData("a case was stopped", false)]
    [InlineData("a case was not verified", false)]
    [InlineData("a check was not compared", false)]
    [InlineData("a check proves nothing", true)]
    public async Task A_follower_learns_whether_every_case_was_read_to_its_end(string because, bool isComplete)
    {
        var follower = new Follower();
        var scenario = new Scenario(new RunSettings { Follower = follower });
        if (because == "given up") scenario.Run.Abort("the server is gone");
        if (because == "stopped") await scenario.Stop.CancelAsync();
        if (because == "a case was stopped") scenario.Report.Tally.CountStopped();
        if (because == "a case was not verified") scenario.Tally.CountCaseNotVerified();
        if (because == "a check was not compared") scenario.Run.Doubt("TST001", new Doubt("another generation", IsCompared: false));
        if (because == "a check proves nothing") scenario.Run.Doubt("TST001", new Doubt("another generation", IsCompared: true));

        await End(scenario).ConcludeFollowerAsync();

        follower.Ended.Should().Be(isComplete);
    }

    [Fact]
    public async Task What_a_follower_finds_at_the_end_is_written_and_counted()
    {
        var follower = new Follower { AtEnd = report => report.Found(Scenario.Finding(Severity.Info)) };
        var scenario = new Scenario(new RunSettings { Follower = follower });

        await End(scenario).ConcludeFollowerAsync();

        scenario.Log.OfKind("finding").Should().ContainSingle();
        _summary.Total.Should().Be(scenario.Results.Count);
    }

    [Fact]
    public async Task A_follower_that_fails_at_the_end_makes_the_run_red()
    {
        var follower = new Follower { AtEnd = _ => throw new IOException("the disk is full") };
        var scenario = new Scenario(new RunSettings { Follower = follower });

        await End(scenario).ConcludeFollowerAsync();

        scenario.Failures.Should().ContainSingle().Which.Text.Should().StartWith("NOT VERIFIED: ");
        (_summary.Total, _summary.Failed).Should().Be((1, 1));
    }

    [Fact]
    public void A_check_that_proves_nothing_and_one_that_relies_on_nothing_are_counted_as_not_verified()
    {
        var scenario = new Scenario();
        scenario.Run.Doubt("TST001", new Doubt("another generation", IsCompared: true));
        scenario.Report.Reliance.Relied("TST002", "TST003", "p1");

        End(scenario).ReportDoubts();
        End(scenario).ReportReliance();

        scenario.Report.Tally.Checks.Select(check => $"{check.Code} {check.CasesNotVerified}").Should().Equal("TST001 1", "TST002 1");
        scenario.Log.OfKind("not-verified").Select(line => (string)line["code"]!).Should().Equal("TST001", "TST002");
    }

    private RunEnd End(Scenario scenario) =>
        new(scenario.Report, _summary, Cases.Of(typeof(ScriptedCheck)), scenario.Bus, scenario.Stop);

    private sealed class Follower : IRunFollower
    {
        public bool? Ended { get; private set; }

        public Action<IFollowerReport> AtEnd { get; init; } = _ => { };

        public Task<ICaseFollower> BeginAsync(Run run, FollowedCase followed, IFollowerReport report) => throw new NotSupportedException();

        public Task EndAsync(Run run, bool isComplete, IFollowerReport report)
        {
            Ended = isComplete;
            AtEnd(report);
            return Task.CompletedTask;
        }
    }
}
