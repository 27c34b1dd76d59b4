using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using IntegrityTests.Tests.Running.Support;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>What a row keeps of what is reported to it, and what a draft of it passes on.</summary>
public sealed class CheckRowTests
{
    private static readonly CheckInfo Check = new("TST001", Severity.Error, "Tests");

    private readonly TestRow _heard = new();

    [Fact]
    public void A_draft_keeps_its_findings_back_until_they_are_released()
    {
        var draft = _heard.Row.Draft();

        draft.Report(Scenario.Finding());
        _heard.Findings.Should().BeEmpty();
        draft.Release();

        _heard.Findings.Should().ContainSingle();
        _heard.Row.FoundCount.Should().Be(1);
    }

    [Fact]
    public void What_a_draft_calls_and_leaves_out_counts_at_once()
    {
        var draft = _heard.Row.Draft().Draft();

        draft.CountCall();
        draft.Skip("members", "a column is missing");
        draft.Leave("grants", Gap.Unknown("no answer"));

        (_heard.Calls, _heard.Row.Calls, draft.Calls).Should().Be((1, 1, 0));
        _heard.Skips.Should().Equal(("members", "a column is missing"));
        _heard.Unknown.Should().Equal(("grants", "no answer"));
        draft.Itself.Should().BeSameAs(_heard.Row);
    }

    [Fact]
    public async Task A_draft_waits_for_what_its_row_waits_for()
    {
        var waits = 0;
        var heard = new TestRow
        {
            Replay = () =>
            {
                waits++;
                return Task.CompletedTask;
            },
        };

        await heard.Row.Draft().SettledAsync();
        await heard.Row.SettledAsync();
        await new CheckRow(Check).SettledAsync();

        waits.Should().Be(2);
    }

    [Fact]
    public void Of_a_draft_and_of_a_trial_every_finding_is_kept()
    {
        foreach (var row in new[] { _heard.Row.Draft(), _heard.Row.Trial() })
        {
            for (var number = 0; number < 10_000; number++) row.Report(Scenario.Finding(Severity.Info));

            row.Findings.Should().HaveCount(10_000);
        }

        for (var number = 0; number < 10_000; number++) _heard.Row.Report(Scenario.Finding(Severity.Info));
        _heard.Row.Findings.Should().HaveCountLessThan(100);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(Severity.Info, true)]
    [InlineData(Severity.Warning, false)]
    [InlineData(Severity.Error, false)]
    public void A_row_is_sound_if_it_has_only_information(Severity? found, bool isSound)
    {
        if (found is { } severity) _heard.Row.Report(Scenario.Finding(severity));

        _heard.Row.IsSound.Should().Be(isSound);
    }

    [Fact]
    public void A_row_of_which_something_could_not_be_had_or_is_known_is_not_sound()
    {
        var (left, lacking, known) = (new CheckRow(Check), new CheckRow(Check), new CheckRow(Check));

        left.Leave("grants", Gap.Unknown("no answer"));
        lacking.Leave("grants", "a column is missing");
        known.Report(Scenario.Finding(Severity.Info) with { IsKnown = true });

        (left.IsSound, lacking.IsSound, known.IsSound).Should().Be((false, true, false));
        (known.FoundCount, known.FindingCount).Should().Be((1, 0));
    }

    [Theory]
    [InlineData(null, null, "p1", "Acme")]
    [InlineData(null, "Before", "p1", "Before")]
    [InlineData("p2", "Other", "p2", "Other")]
    public void A_finding_without_a_project_is_of_the_project_of_its_case(string? project, string? name, string expected, string named)
    {
        var row = new CheckRow(Check, Cases.Partition("p1", "Acme"));

        row.Report(Scenario.Finding() with { Project = project, ProjectName = name });

        var finding = row.Findings.Single();
        (finding.Project, finding.ProjectName).Should().Be((expected, named));
    }
}
