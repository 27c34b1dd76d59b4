using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Framework;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>What is wrong with a run as a whole: each of it is a failed result of its own, and a line.</summary>
public sealed class RunEndTests : IDisposable
{
    private const string WholeRun = "The run as a whole";
    private readonly ScriptedRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task What_the_run_concludes_is_told_and_what_it_could_not_verify_fails()
    {
        var results = await RunAsync(settings => settings with
        {
            Conclude = _ => Task.FromResult(new Conclusion(["one s3cret reason", "another"], ["a note"])),
        });

        Failed(results).Should().Equal((WholeRun, "NOT VERIFIED: one *** reason"), (WholeRun, "NOT VERIFIED: another"));
        NotVerified().Should().Equal("RUN one *** reason", "RUN another");
        _run.Printed[^1].Should().Contain("a note").And.Contain("FAILED");
    }

    [Fact]
    public async Task A_conclusion_that_cannot_be_drawn_fails()
    {
        var results = await RunAsync(settings => settings with { Conclude = _ => throw new IOException("connection lost") });

        Failed(results).Should().Equal((WholeRun, "NOT VERIFIED: The end of the run could not be verified: connection lost"));
    }

    [Fact]
    public async Task A_run_that_was_given_up_concludes_nothing()
    {
        var asked = false;
        _run.Script.Body = (_, _) =>
        {
            _run.Script.Opened.Single().Run.Abort("the server is dead");
            throw new OperationCanceledException();
        };

        await RunAsync(settings => settings with
        {
            Conclude = _ =>
            {
                asked = true;
                return Task.FromResult(new Conclusion([], []));
            },
        });

        asked.Should().BeFalse();
    }

    [Fact]
    public async Task Checks_that_prove_nothing_here_are_not_verified_once_for_each_reason()
    {
        _run.Script.Source = _ =>
        {
            var run = _run.Script.Opened.Single().Run;
            run.Doubt("TST003", new Doubt("the newer rules are unproven", IsCompared: true));
            run.Doubt("TST001", new Doubt("the newer rules are unproven", IsCompared: true));
            run.Doubt("TST002", new Doubt("another s3cret reason", IsCompared: false));
            return Script.Numbers(1);
        };

        var results = await RunAsync();

        Failed(results).Should().BeEquivalentTo(
        [
            ("TST001, TST003", "NOT VERIFIED: the newer rules are unproven"), ("TST002", "NOT VERIFIED: another *** reason"),
        ]);
        NotVerified().Should().BeEquivalentTo(
            "TST001 the newer rules are unproven", "TST003 the newer rules are unproven", "TST002 another *** reason");
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, " over project p1")]
    [InlineData(5, " over project p1, p2, p3, p4, p5")]
    [InlineData(7, " over project p1, p2, p3, p4, p5 and 2 more")]
    public async Task What_was_left_out_for_what_another_check_did_not_report_is_not_verified(int projects, string over)
    {
        _run.Script.Body = (_, _) =>
        {
            Script.Row.Leave("grants", new Gap("the config is not served", IsProven: true) { ReportedBy = "TST002" });
            return Task.CompletedTask;
        };

        var results = await RunAsync(same => same, OfProjects(projects));

        Failed(results).Should().Equal(("TST001", "NOT VERIFIED: TST001 left something out because of what TST002 reports, "
            + $"but TST002 reported nothing: it was not run, or saw another answer. Run both{over}."));
    }

    [Fact]
    public async Task A_part_leaves_to_the_whole_whether_another_check_reported_it()
    {
        _run.Script.Body = (_, _) =>
        {
            Script.Row.Leave("grants", new Gap("the config is not served", IsProven: true) { ReportedBy = "TST002" });
            return Task.CompletedTask;
        };

        Failed(await RunAsync(settings => settings with { Part = "1/2" })).Should().BeEmpty();
    }

    [Theory]
    [InlineData(20, false, 19)]
    [InlineData(21, false, 1)]
    [InlineData(21, true, 20)]
    public async Task Skipped_cases_of_a_run_with_many_share_one_result(int cases, bool isVerbose, int skipped)
    {
        var opened = 0;
        _run.Script.Source = _ => Interlocked.Increment(ref opened) == 1
            ? Script.Numbers(1)
            : Script.NumbersThenThrow(0, new NothingToVerifyException("no s3cret key"));

        var results = await RunAsync(settings => settings with { IsVerbose = isVerbose }, OfProjects(cases));

        results.Where(result => result.Kind == "skipped").Should().HaveCount(skipped);
        if (skipped == 1)
        {
            results.Should().Contain(
                new Result("skipped", "20 test cases had nothing to verify", "TST001, 20 cases: no *** key"));
        }
    }

    [Fact]
    public async Task A_known_finding_that_no_longer_occurs_fails_with_its_line()
    {
        var known = _run.Folder.File("known.jsonl");
        File.WriteAllText(known, """{"code":"TST001","subject":"number:7"}""");

        var results = await RunAsync(settings => settings with { Baseline = known });

        Failed(results).Should().ContainSingle().Which.Should().Match<(string Name, string Text)>(failed =>
            failed.Name == "The known findings" && failed.Text.Contains("line 1: stale: remove it: TST001 number:7"));
        _run.OfKind("stale").Should().ContainSingle();
        _run.Printed[^1].Should().Contain("Known findings: 0 of").And.Contain("1 stale");
    }

    [Fact]
    public async Task Known_findings_that_cannot_be_written_fail_with_the_reason()
    {
        Directory.CreateDirectory(_run.Folder.File("known.jsonl"));
        _run.Script.Body = (_, _) =>
        {
            Script.Row.Report(Scenario.Finding());
            return Task.CompletedTask;
        };

        var results = await RunAsync(settings => settings with { Baseline = _run.Folder.File("known.jsonl"), WritesBaseline = true });

        Failed(results).Should().ContainSingle().Which.Text.Should().Contain("known.jsonl cannot be written");
        _run.Printed[^1].Should().Contain("cannot be written");
    }

    [Fact]
    public async Task A_part_whose_cases_another_one_verifies_is_not_red_for_having_verified_nothing()
    {
        _run.Script.Source = _ => Script.NumbersThenThrow(0, NothingToVerifyException.Elsewhere());

        Failed(await RunAsync(settings => settings with { Part = "1/2" })).Should().BeEmpty();
        Failed(await RunAsync()).Should().Equal(
            ("The run verified nothing", "The run verified nothing: everything was skipped.\n  TST001: another shard verifies it"));
    }

    private static StreamingTheoryCase[] OfProjects(int projects) => projects == 0
        ? [Cases.Of(typeof(ScriptedCheck))]
        : [.. Enumerable.Range(1, projects).Select(Of)];

    private static StreamingTheoryCase Of(int number) => Cases.Of(typeof(ScriptedCheck), Cases.Partition($"p{number}", "Acme"), number);

    private static IEnumerable<(string Name, string Text)> Failed(IEnumerable<Result> results) =>
        results.Where(result => result.Kind == "failed").Select(result => (result.Name, result.Text));

    private Task<IReadOnlyList<Result>> RunAsync() => RunAsync(same => same);

    private async Task<IReadOnlyList<Result>> RunAsync(Func<RunSettings, RunSettings> change, params StreamingTheoryCase[] cases)
    {
        var bus = await _run.RunAsync(() => change(_run.Settings()), new SpyBus(), cases.Length > 0 ? cases : OfProjects(0));
        return bus.Results;
    }

    private IEnumerable<string> NotVerified() => _run.OfKind("not-verified").Select(line => $"{line["code"]} {line["reason"]}");
}
