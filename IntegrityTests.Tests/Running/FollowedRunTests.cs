using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>A follower at the end of the run, and what it says counts like what a check says.</summary>
public sealed class FollowedRunTests : IDisposable
{
    private static readonly CasePartition Project = Cases.Partition("p1", "Acme");
    private readonly ScriptedRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("", true)]
    [InlineData("a source that fails", false)]
    [InlineData("a run that was given up", false)]
    [InlineData("a check in doubt that compares nothing", false)]
    [InlineData("a check in doubt that compares all the same", true)]
    [InlineData("a row that is not verified", true)]
    public async Task It_learns_whether_every_case_was_read_to_its_end(string what, bool isComplete)
    {
        bool? told = null;
        _run.Script.Source = _ =>
        {
            var run = _run.Script.Opened.Single().Run;
            if (what.StartsWith("a check in doubt", StringComparison.Ordinal))
                run.Doubt("TST001", new Doubt("unproven", IsCompared: what.EndsWith("the same", StringComparison.Ordinal)));
            if (what == "a run that was given up") run.Abort("the server is dead");
            return what == "a source that fails" ? Script.NumbersThenThrow(1, new IOException("connection lost")) : Script.Numbers(1);
        };
        _run.Script.Body = (_, _) => what == "a row that is not verified" ? throw new NotVerifiedException("503") : Task.CompletedTask;

        await RunAsync((complete, _) => told = complete);

        told.Should().Be(isComplete);
    }

    [Fact]
    public async Task A_follower_that_fails_fails_the_run()
    {
        var results = await RunAsync((_, _) => throw new IOException("s3cret is lost"));

        results.Where(result => result.Kind == "failed").Should()
            .Equal(new Result("failed", "The end of the run", "NOT VERIFIED: *** is lost"));
    }

    [Fact]
    public async Task A_follower_that_cannot_begin_gives_the_run_up()
    {
        var follower = new Follower((_, _) => { }) { Begins = () => throw new NotVerifiedException("there is no snapshot") };

        var results = (await _run.RunAsync(
            () => _run.Settings() with { Follower = follower }, new SpyBus(), Cases.Of(typeof(ScriptedCheck)))).Results;

        results.Should().Equal(new Result("failed", "TST001 Every number is fine", "NOT VERIFIED: there is no snapshot"));
    }

    [Fact]
    public async Task What_it_finds_and_cannot_verify_fails_and_is_counted_under_its_code()
    {
        var results = await RunAsync((_, report) =>
        {
            report.Found(Scenario.Finding(Severity.Info, "snapshot:set") with { Code = "SNP001" });
            report.Found(Scenario.Finding() with { Code = "SNP001", Project = "p1", ProjectName = "Acme" });
            report.NotVerified("SNP002", "the s3cret snapshot was not saved");
            report.Verified("SNP001", 5);
            report.Skipped("SNP002", "saved answers", "not compared", 7);
        });

        results.Where(result => result.Kind == "failed").Select(result => (result.Name, result.Text.Split('\n')[0])).Should().Equal(
            ("SNP001 number:7 [Acme, p1]", "SNP001 error: It is odd."),
            ("SNP002 snapshot", "NOT VERIFIED: the *** snapshot was not saved"));
        _run.OfKind("finding").Should().HaveCount(2);
        Check("SNP001").Should().Contain("\"verified\":5,\"failed\":1").And.Contain("\"infos\":1");
        Check("SNP002").Should().Contain("\"casesNotVerified\":1")
            .And.Contain("""{"what":"saved answers","reason":"not compared","count":7}""");
    }

    [Fact]
    public async Task Very_many_differences_are_counted_and_the_first_shown()
    {
        var results = await RunAsync(
            (_, report) =>
            {
                for (var number = 1; number <= 5; number++)
                    report.Found(Scenario.Finding(subject: $"number:{number}") with { Code = "SNP001" });
            },
            settings => settings with { MaxFailuresPerCase = 2 });

        results.Where(result => result.Kind == "failed").Select(result => result.Name).Should()
            .Equal("SNP001 number:1", "SNP001 number:2", "3 more");
        results[^1].Text.Should().StartWith("3 more differences were found, see ");
    }

    [Fact]
    public async Task What_it_finds_in_a_case_of_a_project_is_of_that_project()
    {
        var follower = new Follower((_, _) => { })
        {
            Ends = report =>
            {
                report.Found(Scenario.Finding() with { Code = "SNP001" });
                report.Found(Scenario.Finding() with { Code = "SNP001", Project = "p2", ProjectName = "Other", Subject = "number:8" });
                report.NotVerified("SNP002", "no answer");
            },
        };

        var results = (await _run.RunAsync(
            () => _run.Settings() with { Follower = follower }, new SpyBus(), Cases.Of(typeof(ScriptedCheck), Project))).Results;

        results.Where(result => result.Kind == "failed").Select(result => result.Name).Should()
            .Equal("SNP001 number:7 [Acme, p1]", "SNP001 number:8 [Other, p2]", "SNP002 snapshot [Acme, p1]");
        _run.OfKind("finding").Select(line => (string?)line["project"]).Should().Equal("p1", "p2");
        ((string?)_run.OfKind("not-verified").Single()["project"]).Should().Be("p1");
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("1/2", 1)]
    public async Task A_part_says_what_its_follower_completed(string? part, int shares)
    {
        await RunAsync((_, report) => report.Completed("SNP001", "p1"), settings => settings with { Part = part });

        _run.OfKind("share").Where(line => (string?)line["code"] == "SNP001").Select(line => line.ToJsonString()).Should().Equal(
            Enumerable.Repeat("""{"kind":"share","code":"SNP001","project":"p1","state":"complete","rows":0,"own":{}}""", shares));
    }

    private async Task<IReadOnlyList<Result>> RunAsync(
        Action<bool, IFollowerReport> end, Func<RunSettings, RunSettings>? change = null)
    {
        var bus = await _run.RunAsync(
            () => (change ?? (same => same))(_run.Settings() with { Follower = new Follower(end) }),
            new SpyBus(),
            Cases.Of(typeof(ScriptedCheck)));
        return bus.Results;
    }

    private string Check(string code) =>
        _run.OfKind("end").Single()["checks"]!.AsArray().Single(check => (string?)check!["code"] == code)!.ToJsonString();

    private sealed class Follower(Action<bool, IFollowerReport> end) : IRunFollower
    {
        public Action Begins { get; init; } = () => { };

        public Action<IFollowerReport> Ends { get; init; } = _ => { };

        public Task<ICaseFollower> BeginAsync(Run run, FollowedCase followed, IFollowerReport report)
        {
            Begins();
            return Task.FromResult<ICaseFollower>(new Case(() => Ends(report)));
        }

        public Task EndAsync(Run run, bool isComplete, IFollowerReport report)
        {
            end(isComplete, report);
            return Task.CompletedTask;
        }
    }

    private sealed class Case(Action end) : ICaseFollower
    {
        public object? BeginRow(IReadOnlyList<object?> row) => null;

        public void EndRow(object notes, bool isAnswered, bool isSound) => throw new InvalidOperationException("There are no notes.");

        public void Pass(object notes) => throw new InvalidOperationException("There are no notes.");

        public void End(bool isComplete) => end();
    }
}
