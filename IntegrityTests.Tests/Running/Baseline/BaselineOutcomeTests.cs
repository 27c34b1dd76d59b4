using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Baseline;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running.Baseline;

/// <summary>What becomes of the entries of a baseline at the end of a run.</summary>
public sealed class BaselineOutcomeTests : IDisposable
{
    private const string Elsewhere = """{"code":"TST002","subject":"number:2"}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Stale_and_imprecise_entries_are_listed_in_the_order_of_the_file_and_only_the_first_of_them()
    {
        string[] imprecise = [.. Enumerable.Range(1, 2).Select(number => $$"""{"code":"TST001","subject":"other:{{number}}"}""")];
        string[] stale = [.. Enumerable.Range(3, 21).Select(number => $$"""{"code":"TST001","subject":"number:{{number}}"}""")];
        var known = Open([.. imprecise, .. stale]);
        for (var number = 1; number <= 2; number++)
            known.Has(Scenario.Finding(subject: $"other:{number}") with { Value = "is granted superuser" });
        known.Verified("TST001", null);

        var outcome = known.Close(completed: true);

        outcome.Imprecise.Select(entry => entry.Line).Should().Equal(1, 2);
        outcome.Stale.Select(entry => entry.Line).Should().Equal(Enumerable.Range(3, 21));
        outcome.Failure.Should().Contain("line 22: stale: remove it: TST001 number:22").And.Contain("  and 1 more")
            .And.NotContain("line 23: stale").And.NotContain("and -");
    }

    [Fact]
    public void As_many_entries_as_are_listed_have_no_others()
    {
        var known = Open([.. Enumerable.Range(1, 20).Select(number => $$"""{"code":"TST001","subject":"number:{{number}}"}""")]);
        known.Verified("TST001", null);

        known.Close(completed: true).Failure.Should().Contain("line 20: stale").And.NotContain(" more");
    }

    [Fact]
    public void The_summary_says_what_became_of_the_entries()
    {
        var read = Open("""{"code":"TST001","subject":"number:7"}""", """{"code":"TST001","subject":"number:9"}""", Elsewhere);
        read.Has(Scenario.Finding());
        read.Verified("TST001", null);
        var summary = read.Close(completed: true).Summary;
        var written = Open(settings => settings with { WritesBaseline = true }, Elsewhere);
        written.Has(Scenario.Finding());

        summary.Should().Be($"Known findings: 1 of {_folder.File("known.jsonl")} occurred, 1 stale, 1 not judged because their check or "
            + "project was not verified as a whole");
        written.Close(completed: true).Summary.Should()
            .Be($"Known findings: 2 written to {_folder.File("known.jsonl")}, 1 of them not judged by this run");
        KnownFindings.Open(new RunSettings()).Close(completed: true).Summary.Should().BeNull("there is no file");
    }

    [Fact]
    public void An_entry_is_called_by_all_that_tells_it_from_others()
    {
        var full = new KnownFinding("USR001", "p", "user:1", "/api/v1/users", "$.a", "is granted READER");

        full.ToString().Should().Be("USR001 user:1 of project p /api/v1/users $.a is granted READER");
        (full with { Project = null, Endpoint = null }).ToString().Should().Be("USR001 user:1 $.a is granted READER");
    }

    [Fact]
    public void More_findings_than_a_baseline_can_list_are_not_known_and_nothing_is_written()
    {
        var known = Open(settings => settings with { WritesBaseline = true }, Elsewhere);
        for (var number = 1; number <= BaselineFile.MaxEntries; number++)
            known.Has(Scenario.Finding(subject: $"number:{number}")).Should().BeTrue();

        known.Has(Scenario.Finding(subject: "number:0")).Should().BeFalse();
        known.Has(Scenario.Finding(subject: "number:1")).Should().BeTrue("it is among them");

        var close = () => known.Close(completed: true);
        close.Should().Throw<InvalidOperationException>().WithMessage("There are more than 100000 findings*known.jsonl was not written.");
        File.ReadAllLines(_folder.File("known.jsonl")).Should().Equal(Elsewhere);
    }

    [Fact]
    public void An_entry_of_a_verified_check_that_did_not_occur_is_stale()
    {
        var known = Open("""{"code":"TST001","subject":"number:7"}""", "", """{"code":"TST001","subject":"number:9"}""");
        known.Has(Scenario.Finding());
        known.Verified("TST001", null);

        var outcome = known.Close(completed: true);

        outcome.Stale.Should().Equal((3, new KnownFinding("TST001", null, "number:9", null, null)));
        outcome.Failure.Should().Contain("line 3: stale: remove it: TST001 number:9");
        outcome.Occurred.Should().Be(1);
    }

    [Fact]
    public void Nothing_is_judged_in_a_run_that_did_not_end_or_does_not_verify_all()
    {
        const string Entry = """{"code":"TST001","project":"p","subject":"number:7"}""";
        var stopped = Open(Entry);
        var limited = Open(settings => settings with { VerifiesAllOf = _ => false }, Entry);
        stopped.Verified("TST001", "p");
        limited.Verified("TST001", "p");

        stopped.Close(completed: false).Failure.Should().BeNull();
        limited.Close(completed: true).Failure.Should().BeNull();
    }

    [Fact]
    public void A_run_that_writes_keeps_what_it_did_not_judge_and_drops_what_is_gone()
    {
        var known = Open(
            settings => settings with { WritesBaseline = true },
            """{"code":"TST001","subject":"number:1"}""",
            """{"code":"TST002","subject":"number:2"}""");
        known.Has(Scenario.Finding()).Should().BeTrue();
        known.Has(Scenario.Finding(Severity.Warning, "number:8")).Should().BeFalse("it does not make the run red");
        known.Verified("TST001", null);

        var outcome = known.Close(completed: true);

        outcome.Failure.Should().BeNull();
        File.ReadAllLines(_folder.File("known.jsonl")).Should().Equal(
            """{"code":"TST001","subject":"number:7"}""", """{"code":"TST002","subject":"number:2"}""");
    }

    [Fact]
    public void A_run_that_did_not_end_writes_nothing()
    {
        var known = Open(settings => settings with { WritesBaseline = true }, """{"code":"TST001","subject":"number:1"}""");
        known.Has(Scenario.Finding());

        known.Close(completed: false);

        File.ReadAllLines(_folder.File("known.jsonl")).Should().Equal("""{"code":"TST001","subject":"number:1"}""");
    }

    [Theory]
    [InlineData("TST001", "p", true)]
    [InlineData("TST001", "q", false)]
    [InlineData("TST002", "p", false)]
    public void An_entry_is_judged_where_its_check_and_project_were_verified(string code, string partition, bool judged)
    {
        var known = Open("""{"code":"TST001","project":"p","subject":"number:7"}""");
        known.Verified(code, partition);

        var outcome = known.Close(completed: true);

        outcome.Stale.Should().HaveCount(judged ? 1 : 0);
        outcome.NotJudged.Should().Be(judged ? 0 : 1);
    }

    private KnownFindings Open(params string[] lines) => Open(settings => settings, lines);

    private KnownFindings Open(Func<RunSettings, RunSettings> change, params string[] lines)
    {
        File.WriteAllLines(_folder.File("known.jsonl"), lines);
        return KnownFindings.Open(change(new RunSettings { Baseline = _folder.File("known.jsonl") }));
    }
}
