using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Rows;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class RowOutcomeTests
{
    [Fact]
    public async Task A_row_that_is_not_verified_fails_and_is_no_finding()
    {
        var scenario = new Scenario { Partition = Cases.Partition("p1", "Acme") };

        await scenario.RunAsync(1, _ => throw new NotVerifiedException("no answer in 30 s"));

        scenario.Failures.Single().Text.Should().Be(
            "NOT VERIFIED: no answer in 30 s\n  check:    TST001\n  project:  Acme (p1)\n  subject:  1");
        scenario.Log.OfKind("finding").Should().BeEmpty();
        scenario.Log.OfKind("not-verified").Should().ContainSingle().Which.ToJsonString().Should().Be(
            """{"kind":"not-verified","code":"TST001","project":"p1","projectName":"Acme","subject":"1","reason":"no answer in 30 s"}""");
        scenario.Tally.Should().BeEquivalentTo(new { Verified = 0, NotVerified = 1, Findings = 0 });
    }

    [Fact]
    public async Task Findings_before_a_row_was_given_up_are_reported_with_it()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(1, _ =>
        {
            Script.Row.Report(Scenario.Finding());
            throw new NotVerifiedException("no answer");
        });

        scenario.Failures.Single().Text.Should().StartWith("TST001 error: It is odd.").And.Contain("NOT VERIFIED: no answer");
    }

    [Fact]
    public async Task An_exception_without_a_finding_is_a_crash_of_the_check()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(1, _ => throw new FormatException("not a number"));

        scenario.Failures.Single().Text.Should()
            .Contain("The check itself failed").And.Contain("FormatException: not a number").And.Contain("subject:  1");
        scenario.Log.OfKind("finding").Single()["severity"]!.ToString().Should().Be("error");
    }

    [Fact]
    public async Task A_crash_fails_the_row_even_when_its_findings_are_only_warnings()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(1, _ =>
        {
            Script.Row.Report(Scenario.Finding(Severity.Warning));
            throw new FormatException("not a number");
        });

        scenario.Failures.Single().Text.Should().Contain("TST001 warning: It is odd.").And.Contain("FormatException");
    }

    [Fact]
    public async Task An_assertion_beside_findings_is_not_repeated()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(1, number =>
        {
            Script.Row.Report(Scenario.Finding());
            number.Should().Be(2);
        });

        scenario.Failures.Single().Text.Should().Be("TST001 error: It is odd.\n  subject:  number:7");
        scenario.Log.OfKind("finding").Should().ContainSingle();
    }

    [Fact]
    public async Task An_assertion_without_a_finding_becomes_one_of_the_checks_severity()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(1, number => number.Should().Be(2));

        scenario.Failures.Single().Text.Should().StartWith("TST001 error: Expected number to be 2, but found 1");
        scenario.Log.OfKind("finding").Single()["message"]!.ToString().Should().StartWith("Expected number to be 2");
    }

    [Theory]
    [InlineData(Severity.Error, "passed")]
    [InlineData(Severity.Warning, "failed")]
    public async Task Warnings_fail_a_row_only_where_the_settings_say_so(Severity failOn, string expected)
    {
        var scenario = new Scenario(new RunSettings { FailOn = failOn });

        await scenario.RunAsync(1, _ =>
        {
            Script.Row.Report(Scenario.Finding(Severity.Warning));
            Assert.Fail("echo of the warning");
        });

        scenario.Results.Single().Kind.Should().Be(expected);
        scenario.Log.OfKind("finding").Should().ContainSingle();
        scenario.Tally.Findings.Should().Be(1);
    }

    [Fact]
    public async Task Skipped_rows_and_comparisons_are_counted_by_reason_and_never_as_verified()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(10, number =>
        {
            Script.Row.Skip("teams", "column x is missing");
            if (number > 4)
                throw new RowSkippedException("too new");
        });

        scenario.Tally.Verified.Should().Be(4);
        scenario.Tally.Skips.All.Select(skip => skip.ToString()).Should().BeEquivalentTo(
            "SkipCount { What = teams, Reason = column x is missing, Count = 10 }",
            "SkipCount { What = rows, Reason = too new, Count = 6 }");
        scenario.Results.Should().ContainSingle().Which.Name.Should().Contain("4 rows verified");
    }

    [Fact]
    public async Task A_case_of_which_every_row_is_skipped_is_skipped()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(3, _ => throw new RowSkippedException("too new"));

        scenario.Results.Should().Equal(
            new Result("skipped", "TST001 Every number is fine", "3 rows skipped and none verified: too new"));
    }

    [Fact]
    public async Task A_row_with_very_many_findings_shows_the_first_and_logs_all()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(1, _ =>
        {
            for (var i = 0; i < 1000; i++)
                Script.Row.Report(Scenario.Finding());
        });

        scenario.Failures.Single().Text.Should().EndWith("and 980 more findings of this row");
        scenario.Log.OfKind("finding").Should().HaveCount(1000);
    }

    [Fact]
    public void What_a_row_writes_does_not_wait_for_a_lock_that_somebody_else_holds()
    {
        var output = new RowOutput();
        var writer = new Thread(() => output.WriteLine("hello")) { IsBackground = true };

        lock (output)
        {
            writer.Start();
            writer.Join(TimeSpan.FromSeconds(30)).Should().BeTrue();
        }

        output.Text.Should().Be("hello\n");
    }

    [Fact]
    public async Task A_source_that_gives_the_wrong_number_of_values_is_refused()
    {
        var scenario = new Scenario();
        scenario.Script.Source = _ => Rows();

        await scenario.RunAsync();

        scenario.Failures.Single().Text.Should().Contain("The source gives 2 values per row, but Every_number_is_fine takes 1.");

        static async IAsyncEnumerable<object[]> Rows()
        {
            await Task.Yield();
            yield return [1, 2];
        }
    }
}
