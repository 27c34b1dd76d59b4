using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Causes;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Tests.Running.Notices;
using Xunit;

namespace IntegrityTests.Tests.Running;

/// <summary>What the summary tells a person to do, of a whole run and of a part of one, and what it says again.</summary>
public sealed class SummaryEndTests
{
    private readonly Tally _tally = new();

    [Fact]
    public void A_run_that_found_only_what_does_not_fail_it_has_nothing_to_do_next()
    {
        _tally.Of("USR002").Count(RowVerdict.Verified);

        Lines(new RunSettings(), Some.Cause("may be odd", Severity.Warning)).Should()
            .NotContain(line => line.StartsWith("Next: ", StringComparison.Ordinal))
            .And.NotContain(line => line.Contains("of what was found"));
    }

    [Fact]
    public void A_part_of_a_run_says_that_all_parts_are_to_be_put_together()
    {
        _tally.Of("USR002").Count(RowVerdict.Verified);

        Lines(new RunSettings { Part = "1/2" })[^2].Should().Be(
            "Next: put all shards together (INTEGRITY_MERGE). Only that proves that each of them was there.");
    }

    [Theory]
    [InlineData("1/2", 1, "PASSED: 0 rows verified")]
    [InlineData("1/2", 0, "FAILED: verified nothing (0 rows verified)")]
    [InlineData(null, 1, "FAILED: verified nothing (0 rows verified)")]
    public void Only_a_part_whose_cases_others_verify_may_verify_nothing(string? part, int elsewhere, string verdict)
    {
        for (var number = 0; number < elsewhere; number++) _tally.CountElsewhere();

        Lines(new RunSettings { Part = part })[^1].Should().Be(verdict);
    }

    [Theory]
    [InlineData(false, new[] { "  said only now" })]
    [InlineData(true, new[] { "  said when it came up", "  said only now" })]
    public void What_was_noted_is_said_again_only_where_everything_is(bool isVerbose, string[] expected) =>
        Lines(new RunSettings { IsVerbose = isVerbose }).Where(line => line.StartsWith("  said ", StringComparison.Ordinal))
            .Should().Equal(expected);

    private IReadOnlyList<string> Lines(RunSettings settings, params IReadOnlyList<Cause> causes)
    {
        var outcome = new RunOutcome("here/findings.jsonl", TimeSpan.Zero, 0)
        {
            Causes = Some.Causes(causes),
            Notes = ["said when it came up", "said only now"],
            NotesToTell = ["said only now"],
        };
        return [.. new SummaryText(_tally, outcome, settings).Lines()];
    }
}
