using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Running.Support;
using Xunit;
using Xunit.Abstractions;

namespace IntegrityTests.Tests.Running;

public sealed class CaseResultsTests
{
    [Fact]
    public async Task Passed_rows_share_one_result_per_page()
    {
        var scenario = new Scenario(new RunSettings { PageSize = 1000, Concurrency = 1 }) { Partition = Cases.Partition("p1", "Acme") };

        var summary = await scenario.RunAsync(2500, _ => Script.Row.CountCall());

        scenario.Results.Should().Equal(
            new Result("passed", "TST001 [Acme, p1] 1,000 rows verified, of rows 1 to 1000", ""),
            new Result("passed", "TST001 [Acme, p1] 1,000 rows verified, of rows 1001 to 2000", ""),
            new Result("passed", "TST001 [Acme, p1] 500 rows verified, of rows 2001 to 2500", ""));
        summary.Total.Should().Be(3);
        scenario.Log.OfKind("page")[^1].ToJsonString().Should().Be(
            """{"kind":"page","code":"TST001","project":"p1","rows":500,"calls":500,"from":2001,"to":2500}""");
        scenario.Tally.Should().BeEquivalentTo(new { Verified = 2500, Calls = 2500, Failed = 0, NotVerified = 0 });
    }

    [Fact]
    public async Task Every_passed_row_is_counted_once_whatever_the_order_they_end_in()
    {
        var scenario = new Scenario(new RunSettings { PageSize = 7, Concurrency = 8 });

        await scenario.RunAsync(1000);

        scenario.Log.OfKind("page").Sum(page => (int)page["rows"]!).Should().Be(1000);
        scenario.Results.Should().HaveCount(143).And.OnlyContain(result => result.Kind == "passed");
    }

    [Fact]
    public async Task Each_failing_row_has_a_result_of_its_own()
    {
        var scenario = new Scenario(new RunSettings { Concurrency = 1 }) { Partition = Cases.Partition("p1", "Acme") };

        await scenario.RunAsync(3, number =>
        {
            if (number == 2)
                Script.Row.Report(Scenario.Finding(subject: "number:2"));
        });

        scenario.Failures.Should().ContainSingle().Which.Name.Should().Be("TST001 number:2 [Acme, p1]");
        scenario.Failures[0].Text.Should().Be(
            "TST001 error: It is odd.\n  project:  Acme (p1)\n  subject:  number:2");
        scenario.Results.Should().ContainSingle(result => result.Name.Contains("2 rows verified, of rows 1 to 3"));
    }

    [Fact]
    public async Task Failing_rows_beyond_the_limit_share_one_result_and_all_are_in_the_log()
    {
        var scenario = new Scenario(new RunSettings { MaxFailuresPerCase = 5 });

        await scenario.RunAsync(50, _ => Script.Row.Report(Scenario.Finding()));

        scenario.Failures.Should().HaveCount(6);
        scenario.Failures[^1].Text.Should().Be("45 more rows failed, see here/findings.jsonl.");
        scenario.Log.OfKind("finding").Should().HaveCount(50);
    }

    [Fact]
    public async Task Failing_rows_beyond_the_limit_share_one_result_per_page()
    {
        var scenario = new Scenario(new RunSettings { MaxFailuresPerCase = 5, PageSize = 20, Concurrency = 1 });

        await scenario.RunAsync(50, _ => throw new NotVerifiedException("broken"));

        scenario.Failures.Skip(5).Select(failure => failure.Text.Split(',')[0]).Should().Equal(
            "20 more rows failed", "20 more rows failed", "5 more rows failed");
    }

    [Fact]
    public async Task Messages_come_in_the_order_xunit_wants()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(1);

        scenario.Bus.Messages.Select(message => message.GetType().Name).Should().Equal(
            "TestCaseStarting", "StopQuestion", "TestStarting", "TestPassed", "TestFinished", "TestCaseFinished");
        scenario.Bus.Messages.OfType<ITestCaseFinished>().Single().TestsRun.Should().Be(1);
    }

    [Fact]
    public async Task Secrets_are_removed_from_names_texts_and_the_log()
    {
        var scenario = new Scenario(new RunSettings { Redact = text => text.Replace("s3cret", "***") })
        {
            Partition = Cases.Partition("s3cret", "s3cret"),
        };

        await scenario.RunAsync(4, number =>
        {
            if (number == 1)
                Script.Row.Report(Scenario.Finding(subject: "s3cret") with { Endpoint = "/?key=s3cret", Expected = "s3cret", Path = "$" });
            if (number == 2)
                throw new NotVerifiedException("s3cret");
            if (number == 3)
                throw new InvalidOperationException("s3cret");
        });

        scenario.Results.Should().HaveCount(4).And.NotContain(result => result.ToString().Contains("s3cret"));
        scenario.Log.OfKind("finding").Should().HaveCount(2).And.NotContain(line => line.ToJsonString().Contains("s3cret"));
    }

    [Theory]
    [InlineData("nothing to verify")]
    [InlineData("not verified")]
    [InlineData("failed")]
    public async Task Secrets_are_removed_from_what_a_source_throws(string how)
    {
        var scenario = new Scenario(new RunSettings { Redact = text => text.Replace("s3cret", "***") });
        scenario.Script.Source = _ => Script.NumbersThenThrow(0, how switch
        {
            "nothing to verify" => new NothingToVerifyException("s3cret"),
            "not verified" => new NotVerifiedException("s3cret"),
            _ => new IOException("s3cret"),
        });

        await scenario.RunAsync();

        Everything(scenario).Should().Contain("***").And.NotContain("s3cret");
    }

    [Theory]
    [InlineData("a comparison is skipped")]
    [InlineData("the row is skipped")]
    [InlineData("not verified")]
    [InlineData("crashed")]
    public async Task Secrets_are_removed_from_what_a_row_says(string how)
    {
        var scenario = new Scenario(new RunSettings { Redact = text => text.Replace("s3cret", "***") });

        await scenario.RunAsync(1, _ =>
        {
            if (how == "a comparison is skipped") Script.Row.Skip("s3cret", "s3cret");
            if (how == "the row is skipped") throw new RowSkippedException("s3cret");
            if (how == "not verified") throw new NotVerifiedException("s3cret");
            if (how == "crashed") throw new FormatException("s3cret");
        });

        Everything(scenario).Should().Contain("***").And.NotContain("s3cret");
    }

    private static string Everything(Scenario scenario) => string.Join('\n',
        [
            .. scenario.Results.Select(result => result.ToString()),
            .. scenario.Bus.Messages.OfType<ITestFailed>().SelectMany(failed => failed.StackTraces),
            .. scenario.Log.Lines,
            .. scenario.Tally.Skips.All.Select(skip => skip.ToString()),
        ]);
}
