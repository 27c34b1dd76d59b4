using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Baseline;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running.Baseline;

public sealed class KnownFindingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_listed_finding_is_known_whatever_it_says()
    {
        var known = Open("""{"code":"TST001","subject":"number:7"}""");

        known.Has(Scenario.Finding() with { Message = "Something else." }).Should().BeTrue();
        known.Has(Scenario.Finding(subject: "number:8")).Should().BeFalse();
        known.Has(Scenario.Finding() with { Path = "$.a" }).Should().BeFalse();
        known.Has(Scenario.Finding() with { IsOfTheCheck = true }).Should().BeFalse("a check that fails says nothing about the data");
    }

    [Fact]
    public void A_known_finding_covers_no_other_value_of_its_subject()
    {
        var known = Open("""{"code":"TST001","subject":"number:7","value":"is granted READER"}""");

        known.Has(Scenario.Finding() with { Value = "is granted READER" }).Should().BeTrue();
        known.Has(Scenario.Finding() with { Value = "is granted superuser" }).Should().BeFalse();
    }

    [Fact]
    public void An_entry_without_the_value_that_is_needed_today_covers_nothing_and_says_what_to_do()
    {
        var known = Open("""{"code":"TST001","subject":"number:7"}""");

        known.Has(Scenario.Finding() with { Value = "is granted superuser" }).Should().BeFalse();

        known.Verified("TST001", null);
        var outcome = known.Close(completed: true);
        outcome.Stale.Should().BeEmpty();
        outcome.Failure.Should().Contain("in the form of an earlier version").And.Contain("INTEGRITY_BASELINE_WRITE=yes")
            .And.Contain("line 1: not precise enough: it lacks \"value\": TST001 number:7");
    }

    [Theory]
    [InlineData("has 3 rows, the last of 2026-01-02 03:04:05.678", "has # rows, the last of #")]
    [InlineData("has -1.5 of oauth2 and p2p", "has # of oauth2 and p2p")]
    [InlineData("is of user:00000000-0000-4000-8000-000000000001", "is of user:00000000-0000-4000-8000-000000000001")]
    [InlineData("was made at 2026-01-02T03:04:05Z", "was made at #")]
    public void A_value_has_nothing_that_differs_from_run_to_run(string sentence, string value) =>
        FindingValue.Of(sentence).Should().Be(value);

    [Fact]
    public async Task A_row_with_known_findings_only_is_verified_and_they_are_counted()
    {
        var settings = Settings("""{"code":"TST001","subject":"number:7"}""");
        var scenario = new Scenario(settings, KnownFindings.Open(settings));

        await scenario.RunAsync(3, number =>
        {
            if (number > 1) Script.Row.Report(Scenario.Finding(subject: $"number:{number + 5}"));
        });

        scenario.Failures.Should().ContainSingle().Which.Text.Should().Contain("number:8").And.NotContain("number:7");
        (scenario.Tally.Known, scenario.Tally.Findings, scenario.Tally.Verified).Should().Be((1, 1, 2));
        scenario.Log.OfKind("finding").Select(line => (bool?)line["known"]).Should().BeEquivalentTo(new bool?[] { true, null });
    }

    [Fact]
    public async Task An_assertion_that_repeats_known_findings_fails_nothing()
    {
        var settings = Settings("""{"code":"TST001","subject":"number:7"}""");
        var scenario = new Scenario(settings, KnownFindings.Open(settings));

        await scenario.RunAsync(1, _ =>
        {
            Script.Row.Report(Scenario.Finding());
            throw new Xunit.Sdk.XunitException("It is odd.");
        });

        scenario.Failures.Should().BeEmpty();
    }

    [Theory]
    [InlineData("nothing", 1)]
    [InlineData("a comparison", 0)]
    [InlineData("a row", 0)]
    [InlineData("two rows", 0)]
    [InlineData("a row that was not verified", 0)]
    [InlineData("what could not be had", 0)]
    public async Task An_entry_is_stale_only_if_its_case_left_nothing_out(string leftOut, int stale)
    {
        var settings = Settings("""{"code":"TST001","subject":"number:7"}""");
        var scenario = new Scenario(settings, KnownFindings.Open(settings));

        await scenario.RunAsync(3, number =>
        {
            if (leftOut == "a comparison") Script.Row.Skip("teams", "column x is missing");
            if (leftOut == "what could not be had") Script.Row.Leave("grants", Gap.Unknown("no answer"));
            if (leftOut == "a row" && number == 2) throw new RowSkippedException("too new");
            if (leftOut == "two rows" && number < 3) throw new RowSkippedException("too new");
            if (leftOut == "a row that was not verified" && number == 2) throw new NotVerifiedException("no answer");
        });

        scenario.Report.Known.Close(completed: true).Stale.Should().HaveCount(stale);
    }

    [Theory]
    [InlineData("all", true)]
    [InlineData("a sample", false)]
    [InlineData("what an earlier run left", false)]
    [InlineData("what an earlier run left, but for a row", false)]
    public async Task Entries_of_a_check_that_asks_per_row_are_judged_only_by_a_run_over_all_rows(string what, bool isJudged)
    {
        var settings = Settings("""{"code":"TST001","subject":"number:7"}""") with
        {
            Sample = what == "a sample" ? "1 %" : null,
            Continues = what.StartsWith("what an earlier run left", StringComparison.Ordinal),
        };
        var scenario = new Scenario(settings, KnownFindings.Open(settings)) { Check = typeof(ScriptedRowCheck) };

        await scenario.RunAsync(1, _ =>
        {
            if (what.EndsWith("but for a row", StringComparison.Ordinal)) throw new RowSkippedException("too new");
        });

        scenario.Report.Known.Close(completed: true).NotJudged.Should().Be(isJudged ? 0 : 1);
    }

    [Fact]
    public async Task Entries_of_a_check_of_lists_are_judged_by_a_run_that_takes_a_sample_of_rows_too()
    {
        var settings = Settings("""{"code":"TST001","subject":"number:7"}""") with { Sample = "1 %" };
        var scenario = new Scenario(settings, KnownFindings.Open(settings));

        await scenario.RunAsync(1);

        scenario.Report.Known.Close(completed: true).Stale.Should().ContainSingle();
    }

    [Fact]
    public void A_finding_that_any_endpoint_may_show_is_known_whichever_does()
    {
        var known = Open("""{"code":"TST001","subject":"number:7"}""");

        known.Has(Scenario.Finding() with { Endpoint = "/numbers/7", IsOfAnyEndpoint = true }).Should().BeTrue();
        known.Has(Scenario.Finding() with { Endpoint = "/numbers/7" }).Should().BeFalse();
    }

    private KnownFindings Open(params string[] lines) => KnownFindings.Open(Settings(lines));

    private KnownFindings Open(Func<RunSettings, RunSettings> change, params string[] lines) => KnownFindings.Open(change(Settings(lines)));

    private RunSettings Settings(params string[] lines)
    {
        File.WriteAllLines(_folder.File("known.jsonl"), lines);
        return new RunSettings { Baseline = _folder.File("known.jsonl") };
    }
}
