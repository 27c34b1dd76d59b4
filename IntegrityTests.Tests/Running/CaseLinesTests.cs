using System.Text.Json.Nodes;
using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>When a test case ends, a line says what it proved: the page draws its picture from these lines.</summary>
public sealed class CaseLinesTests
{
    private static readonly CasePartition Project = Cases.Partition("p1", "One");

    [Fact]
    public async Task A_case_says_how_many_of_its_rows_came_to_which_end()
    {
        var scenario = new Scenario { Partition = Project };

        await scenario.RunAsync(6, number =>
        {
            if (number == 1) Script.Row.Report(Scenario.Finding());
            if (number == 2) throw new NotVerifiedException("503");
            if (number == 3) throw new RowSkippedException("no such column");
        });

        Line(scenario).Should().Be(
            """{"kind":"case","code":"TST001","project":"p1","projectName":"One","title":"Every number is fine","""
            + "\"verified\":3,\"failed\":1,\"notVerified\":1}");
    }

    [Fact]
    public async Task A_case_whose_source_fails_was_not_verified()
    {
        var scenario = new Scenario();
        scenario.Script.Source = _ => Script.NumbersThenThrow(2, new NotVerifiedException("no answer"));

        await scenario.RunAsync();

        Line(scenario).Should().Be(
            """{"kind":"case","code":"TST001","title":"Every number is fine","verified":2,"failed":0,"notVerified":0,"""
            + "\"caseNotVerified\":true}");
    }

    [Fact]
    public async Task A_case_with_nothing_to_verify_says_that_it_verified_nothing()
    {
        var scenario = new Scenario();
        scenario.Script.Source = _ => Script.NumbersThenThrow(0, new NothingToVerifyException("no users"));

        await scenario.RunAsync();

        Line(scenario).Should().Be(
            """{"kind":"case","code":"TST001","title":"Every number is fine","verified":0,"failed":0,"notVerified":0}""");
    }

    [Fact]
    public async Task A_case_of_a_run_that_was_given_up_was_not_verified()
    {
        var scenario = new Scenario();
        scenario.Run.Abort("the server is gone");

        await scenario.RunAsync(5);

        ((bool?)JsonNode.Parse(Line(scenario))!["caseNotVerified"]).Should().BeTrue();
    }

    [Fact]
    public async Task A_case_that_was_stopped_says_that_rows_are_left()
    {
        var scenario = new Scenario();

        await scenario.RunAsync(1000, _ => scenario.Stop.Cancel());

        ((bool?)JsonNode.Parse(Line(scenario))!["left"]).Should().BeTrue();
    }

    private static string Line(Scenario scenario) => scenario.Log.OfKind("case").Should().ContainSingle().Which.ToJsonString();
}
