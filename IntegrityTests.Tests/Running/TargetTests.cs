using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>What a run finds out about its target, and checks that prove nothing for it.</summary>
public sealed class TargetTests : IDisposable
{
    private static readonly Target Facts = new("data of s3cret", ["It is odd."], new JsonObject { ["data"] = "of s3cret" });
    private readonly ScriptedRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task The_first_line_the_console_and_the_page_say_what_is_verified()
    {
        _run.Script.Source = _ => Rows(run => run.Describe(Facts));

        await _run.RunAsync(() => _run.Settings() with { IsVerbose = true }, new SpyBus(), Cases.Of(typeof(ScriptedCheck)));

        Lines()[0].Should().Contain("\"kind\":\"run\"").And.Contain("""
            "platform":{"data":"of ***"}
            """.Trim());
        _run.Printed.Should().Contain("platform: data of ***").And.Contain("platform: It is odd.");
        _run.Printed[^1].Should().Contain("  platform: data of ***").And.Contain("  platform: It is odd.");
        File.ReadAllText(_run.Folder.File("report.html")).Should().Contain("<dt>data</dt><dd>of ***</dd>");
    }

    [Fact]
    public async Task A_run_that_finds_out_nothing_still_begins_with_its_own_line()
    {
        await _run.RunAsync(Cases.Of(typeof(ScriptedCheck)));

        _run.Kinds().First().Should().Be("run");
        Lines()[0].Should().NotContain("platform");
    }

    [Fact]
    public async Task A_check_that_proves_nothing_is_not_verified_once_for_all_of_its_cases()
    {
        _run.Script.Source = _ => Rows(run =>
        {
            run.Doubt("TST001", new Doubt("the two differ", IsCompared: false));
            throw new NothingToVerifyException("see the end");
        });

        var bus = await _run.RunAsync(
            Cases.Of(typeof(ScriptedCheck), Cases.Partition("p1", "One")), Cases.Of(typeof(ScriptedCheck), Cases.Partition("p2", "Two")));

        bus.Results.Where(result => result.Kind == "skipped").Should().HaveCount(2);
        bus.Results.Where(result => result.Kind == "failed").Should().Equal(
            new Result("failed", "TST001", "NOT VERIFIED: the two differ"));
        Lines().Should().ContainSingle(line => line.Contains("not-verified"))
            .Which.Should().Be("""{"kind":"not-verified","code":"TST001","reason":"the two differ"}""");
    }

    [Fact]
    public async Task Where_rules_are_unproven_a_difference_is_a_warning_and_agreement_proves_nothing()
    {
        _run.Script.Source = _ => Rows(run => run.Doubt("TST001", new Doubt("nobody knows", IsCompared: true)));
        _run.Script.Body = (_, _) =>
        {
            Script.Row.Report(Scenario.Finding());
            return Task.CompletedTask;
        };

        var bus = await _run.RunAsync(Cases.Of(typeof(ScriptedCheck)));

        bus.Results.Select(result => (result.Kind, result.Text)).Should().BeEquivalentTo(
            [("passed", ""), ("failed", "NOT VERIFIED: nobody knows")]);
        Lines().Should().Contain(line =>
            line.Contains("\"severity\":\"warning\"") && line.Contains("It is odd. (by rules that are unproven here)"));
    }

    private string[] Lines() => File.ReadAllLines(_run.Folder.File("findings.jsonl"));

    private async IAsyncEnumerable<object[]> Rows(Action<Run> begin)
    {
        await Task.Yield();
        foreach (var context in _run.Script.Opened.Take(1)) begin(context.Run);
        yield return [1];
    }
}
