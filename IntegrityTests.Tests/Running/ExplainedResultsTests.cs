using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>What failing results and the file of findings say of meanings and causes, and how much of it.</summary>
public sealed class ExplainedResultsTests : IDisposable
{
    private static readonly Explanation Meaning = new("all is well", "A finding means trouble.", "SELECT 1;");

    private readonly ScriptedRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task The_first_failing_results_say_what_they_mean_and_how_to_look_into_them()
    {
        var scenario = new Scenario(new RunSettings { Concurrency = 1, Meaning = _ => Meaning });

        await scenario.RunAsync(5, number => Script.Row.Report(Scenario.Finding(subject: $"number:{number}")));

        scenario.Failures[0].Text.ReplaceLineEndings("\n").Should().Be(
            """
            TST001 error: It is odd.
              subject:  number:1

            TST001 proves: all is well
            A finding means trouble.
            To look into it:
              SELECT 1;
            """);
        scenario.Failures.Count(failure => failure.Text.Contains("SELECT 1;")).Should().Be(ResultMeaning.MaxExplained);
        scenario.Failures[^1].Text.Should().EndWith("(what a finding means: see the first results of this case)");
    }

    [Fact]
    public async Task However_much_fails_the_results_together_say_only_so_much()
    {
        var scenario = new Scenario(new RunSettings { MaxFailuresPerCase = 100_000, PageSize = 1000 });

        await scenario.RunAsync(5_000, number => Script.Row.Report(Scenario.Finding() with { Message = new string('x', 2000) }));

        scenario.Failures.Sum(failure => failure.Text.Length + (3 * failure.Name.Length)).Should().BeLessThan(ResultBudget.MaxCharacters);
        scenario.Failures[^1].Text.Should().Contain("more rows failed");
        scenario.Tally.Failed.Should().Be(5_000);
        scenario.Log.OfKind("finding").Should().HaveCount(5_000);
    }

    [Fact]
    public async Task Each_finding_in_the_file_names_its_cause_and_each_cause_has_a_line()
    {
        _run.Script.Source = _ => Script.Numbers(20);
        _run.Script.Body = (number, _) =>
        {
            Script.Row.Report(Scenario.Finding(subject: $"number:{number}") with { Message = $"is odd by {number}" });
            return Task.CompletedTask;
        };

        await _run.RunAsync(() => _run.Settings() with { Meaning = _ => Meaning }, new SpyBus(), Cases.Of(typeof(ScriptedCheck)));

        var lines = Lines();
        lines.Where(line => (string?)line["kind"] == "finding").Should().HaveCount(20)
            .And.OnlyContain(line => (string?)line["cause"] == "TST001: is odd by #");
        var cause = lines.Should().ContainSingle(line => (string?)line["kind"] == "cause").Which;
        ((string?)cause["cause"]).Should().Be("TST001: is odd by #");
        ((long)cause["findings"]!).Should().Be(20);
        ((string?)cause["sql"]).Should().Be("SELECT 1;");
        _run.Kinds().Last().Should().Be("end");
    }

    [Fact]
    public async Task What_is_only_information_keeps_the_cause_that_its_check_names()
    {
        _run.Script.Body = (_, _) =>
        {
            Script.Row.Report(Scenario.Finding(Severity.Info) with { Cause = "its user was deleted" });
            Script.Row.Report(Scenario.Finding(Severity.Warning));
            return Task.CompletedTask;
        };

        await _run.RunAsync(Cases.Of(typeof(ScriptedCheck)));

        Lines().Where(line => (string?)line["kind"] == "finding").Select(line => (string?)line["cause"])
            .Should().BeEquivalentTo("its user was deleted", "TST001: It is odd.");
    }

    private List<JsonObject> Lines() =>
        [.. File.ReadLines(_run.Folder.File("findings.jsonl")).Select(line => JsonNode.Parse(line)!.AsObject())];
}
