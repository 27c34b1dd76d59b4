using FluentAssertions;
using IntegrityTests.Snapshots.Verify;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

public sealed class ReportedDifferencesTests
{
    private const int MostRemembered = 100_000;

    private readonly ReportedDifferences _reported = new();

    [Fact]
    public void A_difference_is_new_once_and_then_a_repeat()
    {
        _reported.IsNew("project", "user:1", "$.display_name").Should().BeTrue();
        _reported.IsNew("project", "user:1", "$.display_name").Should().BeFalse();

        _reported.Repeats.Should().Be(1);
    }

    [Fact]
    public void Parts_that_join_to_the_same_text_are_told_apart()
    {
        _reported.IsNew("a", "bc");

        _reported.IsNew("ab", "c").Should().BeTrue();
        _reported.IsNew("abc", null).Should().BeTrue();
        _reported.IsNew("abc", "").Should().BeTrue();
    }

    [Fact]
    public void What_is_beyond_the_most_that_are_remembered_is_new_each_time_and_the_others_are_not()
    {
        for (var number = 1; number < MostRemembered; number++) _reported.IsNew("project", $"user:{number}");
        Reported("last").Should().Equal(true, false);

        Reported("beyond").Should().Equal(true, true);

        Reported("last").Should().Equal(false, false);
        _reported.IsNew("project", "user:1").Should().BeFalse();
    }

    private bool[] Reported(string subject) => [_reported.IsNew("project", subject), _reported.IsNew("project", subject)];
}
