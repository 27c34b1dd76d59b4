using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Parts;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running.Parts;

/// <summary>The results of a check whose rows several parts verified.</summary>
public sealed class CheckUnionTests
{
    private const string Name = "TST001 Every number is fine";
    private readonly Scenario _scenario = new(new RunSettings { MaxFailuresPerCase = 2 });
    private readonly CheckUnion _union;

    public CheckUnionTests() => _union = new CheckUnion("TST001", _scenario.Report);

    [Fact]
    public void A_check_of_which_no_part_had_anything_is_skipped_with_all_reasons()
    {
        Results().Should().Equal(new Result("skipped", Name, "no shard had anything to verify"));

        _union.Skipped.UnionWith(["there are no users", "there are no teams"]);
        Results().Should().Equal(new Result("skipped", Name, $"there are no teams{Environment.NewLine}there are no users"));
    }

    [Fact]
    public void Rows_that_were_verified_are_one_result_and_the_rest_of_a_budget_another()
    {
        _union.Verified = 3;
        _union.Left = 1;

        Results().Select(result => (result.Kind, result.Name)).Should().Equal(
            ("passed", "TST001 3 rows verified by 4 shards"), ("skipped", $"{Name}, the rest"));
    }

    [Fact]
    public void Findings_and_what_was_not_verified_are_results_up_to_a_limit()
    {
        foreach (var project in new[] { "p1", null, "p1" })
            _union.Fail(Scenario.Finding() with { Project = project, ProjectName = project is null ? null : "Acme" });
        foreach (var number in new[] { 1, 2, 3, 4 }) _union.AddNotVerified($"no answer for {number}");

        Results().Select(result => $"{result.Kind} {result.Name}: {result.Text.Split('\n')[0]}").Should().Equal(
            "failed TST001 number:7 [Acme, p1]: TST001 error: It is odd.",
            "failed TST001 number:7: TST001 error: It is odd.",
            $"failed {Name} and 1 more: 1 more findings, see here/findings.jsonl.",
            $"failed {Name}: NOT VERIFIED: no answer for 1",
            $"failed {Name}: NOT VERIFIED: no answer for 2",
            $"failed {Name} and 2 more: NOT VERIFIED: 2 more, see here/findings.jsonl.");
    }

    [Fact]
    public void Findings_for_which_results_have_no_room_left_are_counted_with_those_beyond_the_limit()
    {
        _scenario.Report.Results.Takes(ResultBudget.MaxCharacters - 2000).Should().BeTrue();
        _union.Fail(Scenario.Finding());
        _union.Fail(Scenario.Finding());

        Results().Select(result => result.Name).Should().Equal($"{Name} and 2 more");
    }

    private IReadOnlyList<Result> Results()
    {
        var bus = new SpyBus();
        using var stop = new CancellationTokenSource();
        _union.Report(Name, new CaseResults(Cases.Of(typeof(ScriptedCheck)), bus, stop, presenter: null), parts: 4);
        return bus.Results;
    }
}
