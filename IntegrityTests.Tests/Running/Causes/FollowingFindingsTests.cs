using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.Running.Causes;

/// <summary>Which findings follow from what is damaged elsewhere: in a row that they name, or that they point at.</summary>
public sealed class FollowingFindingsTests : CauseTests
{
    [Fact]
    public void What_follows_from_the_same_has_one_cause_whoever_it_is_about()
    {
        Add("B1", Row(1), "is granted reader, which is not defined", root: "permission:reader");
        Add("B2", "team:1", "grants reader, which is not defined", root: "permission:reader");
        Add("B3", "permission:editor", "contains reader, which is not defined", root: "permission:reader");
        Add("B1", Row(1), "is granted writer, which is not defined", root: "permission:writer");

        Causes().Select(cause => (cause.Text, cause.Findings)).Should().Equal(
            ("B1: is granted reader, which is not defined", 3), ("B1: is granted writer, which is not defined", 1));
    }

    [Fact]
    public void A_row_that_is_gone_is_the_cause_of_what_points_at_it()
    {
        Add("A1", "channel:1", "is of a user who does not exist", root: Row(7));
        Add("A2", "session:1", "is of a user who does not exist", root: Row(7));
        Add("D1", Row(7), "is gone");

        Causes().Should().ContainSingle().Which.Text.Should().StartWith("A1: ");
    }

    [Fact]
    public void A_finding_that_names_a_damaged_row_follows_from_it()
    {
        Add("B1", Row(1), $"has subscription {Id(3)} without a product");
        Add("A1", $"subscription:{Id(3)}", "has an empty product");

        Causes().Should().ContainSingle().Which.Findings.Should().Be(2);
    }

    [Fact]
    public void A_finding_that_names_several_damaged_rows_follows_from_the_first_cause_of_them()
    {
        Add("B1", Row(1), $"has subscriptions {Id(3)} and {Id(4)} without a product");
        Add("A2", $"subscription:{Id(3)}", "has an empty product");
        Add("A1", $"subscription:{Id(4)}", "has no product");

        Causes().Select(cause => (cause.Text, cause.Findings)).Should().Equal(("A1: has no product", 2), ("A2: has an empty product", 1));
    }

    [Fact]
    public void A_finding_does_not_follow_from_a_row_it_names_whose_findings_are_no_nearer()
    {
        Add("B2", Row(1), $"has subscription {Id(3)} without a product");
        Add("B1", $"subscription:{Id(3)}", "is answered with 500");

        Causes().Select(cause => cause.Text).Should().Equal("B1: is answered with #", "B2: has subscription * without a product");
    }

    [Fact]
    public void A_finding_that_follows_from_something_does_not_follow_from_what_its_sentence_names()
    {
        Add("B1", Row(1), $"is granted reader by {Id(3)}, which is not defined", root: "permission:reader");
        Add("A1", $"team:{Id(3)}", "has no name");

        Causes().Should().HaveCount(2);
    }

    [Fact]
    public void Who_reads_a_row_that_points_at_nothing_fails_by_the_same()
    {
        Add("A1", Row(1), "has selected a team that does not exist", root: $"team:{Id(9)}");
        Add("B1", Row(1), "is answered with 500, request ID a1b2c3");

        Causes().Should().ContainSingle().Which.Text.Should().StartWith("A1: ");
    }
}
