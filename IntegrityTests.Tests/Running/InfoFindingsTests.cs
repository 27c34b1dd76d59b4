using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Baseline;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>Findings of severity info: one line for each project, code and cause.</summary>
public sealed class InfoFindingsTests
{
    private static readonly string[] Projects = ["p1", "p2"];

    [Fact]
    public async Task A_hundred_thousand_are_one_line_with_their_number_and_three_examples()
    {
        var scenario = new Scenario { Partition = Cases.Partition("p1", "Acme") };

        await scenario.RunAsync(10, number =>
        {
            for (var i = 1; i <= 10_000; i++) Script.Row.Report(Info($"leftover:{number}-{i}"));
        });

        var line = scenario.Log.OfKind("finding").Should().ContainSingle().Which;
        line["severity"]!.GetValue<string>().Should().Be("info");
        line["project"]!.GetValue<string>().Should().Be("p1");
        line["count"]!.GetValue<long>().Should().Be(100_000);
        line["examples"]!.AsArray().Should().HaveCount(3);
        line["examples"]![0]!.GetValue<string>().Should().Be($"{line["subject"]} It is odd.");
        scenario.Tally.Should().BeEquivalentTo(new { Verified = 10, Failed = 0, Findings = 0, Infos = 100_000 });
    }

    [Fact]
    public async Task A_case_with_nothing_else_passes_and_its_output_says_it()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(2, number => Script.Row.Report(Info($"leftover:{number}") with { Cause = "its user was deleted" }));

        var result = scenario.Results.Should().ContainSingle().Which;
        result.Kind.Should().Be("passed");
        result.Output.Should().StartWith("TST001 info: 2 findings of no project, its user was deleted: leftover:");
    }

    [Fact]
    public async Task A_case_whose_pages_are_full_says_it_in_a_result_of_its_own()
    {
        var scenario = new Scenario(new RunSettings { PageSize = 1 });

        await scenario.RunAsync(1, _ => Script.Row.Report(Info("leftover:1")));

        scenario.Results.Select(result => (result.Kind, result.Output)).Should().Equal(
            ("passed", ""), ("passed", "TST001 info: 1 finding of no project: leftover:1 It is odd."));
    }

    [Fact]
    public async Task Projects_causes_and_known_ones_have_lines_of_their_own()
    {
        var folder = new TemporaryFolder();
        var baseline = folder.File("known.jsonl");
        await File.WriteAllTextAsync(baseline, """{"code":"TST001","project":"p1","subject":"leftover:3"}""");
        var settings = new RunSettings { Baseline = baseline };
        var scenario = new Scenario(settings, KnownFindings.Open(settings));

        await scenario.RunAsync(1, _ =>
        {
            foreach (var project in Projects)
                for (var i = 1; i <= 4; i++)
                    Script.Row.Report(Info($"leftover:{i}") with { Project = project, Cause = i == 4 ? "other" : null });
        });

        folder.Dispose();
        scenario.Log.OfKind("finding").Select(Key).Should().BeEquivalentTo(
            "p1 2", "p1 1 known", "p1 1 other", "p2 3", "p2 1 other");
        scenario.Tally.Should().BeEquivalentTo(new { Infos = 7, Known = 1 });
    }

    [Fact]
    public async Task They_fail_a_row_only_where_the_settings_say_so_and_are_still_one_line()
    {
        var scenario = new Scenario(new RunSettings { FailOn = Severity.Info });

        await scenario.RunAsync(1, _ =>
        {
            for (var i = 1; i <= 1000; i++) Script.Row.Report(Info($"leftover:{i}"));
        });

        scenario.Failures.Should().ContainSingle().Which.Text.Should()
            .StartWith("TST001 info: It is odd.").And.EndWith("and 997 more findings of this row");
        scenario.Log.OfKind("finding").Should().ContainSingle();
    }

    [Fact]
    public async Task They_do_not_hide_an_error_of_the_same_row()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(1, _ =>
        {
            for (var i = 1; i <= 1000; i++) Script.Row.Report(Info($"leftover:{i}"));
            Script.Row.Report(Scenario.Finding(subject: "number:7"));
        });

        var failure = scenario.Failures.Should().ContainSingle().Which;
        failure.Name.Should().Be("TST001 number:7");
        failure.Text.Should().Contain("TST001 error: It is odd.");
    }

    [Fact]
    public void Lines_of_very_many_projects_are_written_while_they_come()
    {
        var written = new List<InfoLine>();
        var sums = new InfoSums(written.Add);

        for (var project = 1; project <= 100_000; project++)
        {
            sums.Add(Info("leftover:1") with { Project = $"p{project}" });
            sums.Add(Info("leftover:2") with { Project = $"p{project}" });
        }

        written.Should().HaveCount(100_000 - InfoSums.MaxOpen);
        sums.End();
        written.Should().HaveCount(100_000).And.OnlyContain(line => line.Count == 2);
        written.Select(line => line.First.Project).Should().OnlyHaveUniqueItems();
        sums.Text.Split(Environment.NewLine).Should().HaveCount(101).And.Subject.Last().Should().Be("and 99,900 more lines");
    }

    [Fact]
    public void What_is_left_at_the_end_is_written_once_in_the_order_in_which_it_last_grew()
    {
        var written = new List<string?>();
        var sums = new InfoSums(line => written.Add($"{line.First.Project} {line.Count}"));

        foreach (var project in new[] { "p1", "p2", "p3", "p1" }) sums.Add(Info("leftover:1") with { Project = project });
        sums.Add(Info("leftover:2") with { Project = "p3" }, count: 7, examples: ["leftover:2 It is odd."]);
        sums.End();
        sums.End();

        written.Should().Equal("p2 1", "p1 2", "p3 8");
        sums.Count.Should().Be(11);
    }

    [Fact]
    public void A_line_says_its_number_its_project_and_cause_and_the_first_three_of_its_findings()
    {
        var line = new InfoLine(Info("") with { Project = "p1", ProjectName = "Acme", Cause = "left behind", IsKnown = true });
        line.Add(Info("leftover:1"));
        line.Add(Info(""), count: 3, examples: ["leftover:2 is odd", "leftover:3 is odd", "leftover:4 is odd"]);
        line.Add(Info("leftover:5"));

        line.Text.Should().Be(
            "TST001 info: 5 known findings of Acme (p1), left behind: leftover:1 It is odd.; leftover:2 is odd; leftover:3 is odd; ...");
        line.Examples.Should().HaveCount(3);
    }

    private static Finding Info(string subject) => Scenario.Finding(Severity.Info, subject);

    private static string Key(JsonObject line) =>
        $"{line["project"]} {line["count"]}{(line["known"] is null ? "" : " known")}{(line["cause"] is { } cause ? $" {cause}" : "")}";
}
