using FluentAssertions;
using IntegrityTests.Snapshots.Comparing;
using IntegrityTests.Snapshots.Format;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

public sealed class FileComparisonTests : IDifferences
{
    private readonly List<string> _told = [];
    private FileComparison _comparison = null!;

    void IDifferences.Removed(SavedLine saved) => _told.Add($"-{saved.Subject}");

    void IDifferences.Added(SavedLine now) => _told.Add($"+{now.Subject}");

    bool? IDifferences.Compare(SavedLine saved, SavedLine now)
    {
        if (saved.Body.GetRawText() == now.Body.GetRawText()) return false;
        _told.Add($"~{saved.Subject}");
        return true;
    }

    [Fact]
    public void Equal_files_have_no_differences()
    {
        Compare(Users(1, 100), Users(1, 100)).Should().BeEmpty();

        _comparison.Compared.Should().Be(100);
        _comparison.HasDifferences.Should().BeFalse();
    }

    [Fact]
    public void Added_removed_and_changed_lines_are_told_apart_and_shift_nothing()
    {
        var saved = Users(1, 100).Where((_, index) => index != 9);
        var now = Users(1, 100).Select((line, index) => index == 49 ? Written.User(50, "{\"a\":1}") : line).Where((_, index) => index is not (19 or 99));

        Compare(saved, now).Should().BeEquivalentTo("+user:10", "-user:20", "~user:50", "-user:100");

        _comparison.HasDifferences.Should().BeTrue();
        _comparison.Compared.Should().Be(97);
    }

    [Fact]
    public void A_line_at_another_place_is_compared_with_itself()
    {
        var moved = Written.User(5).Replace("\"at\":\"0005\"", "\"at\":\"0090\"", StringComparison.Ordinal);
        var now = Users(1, 89).Where((_, index) => index != 4).Append(moved).Concat(Users(91, 100));

        Compare(Users(1, 89).Concat(Users(91, 100)), now).Should().BeEmpty();

        _comparison.HasDifferences.Should().BeFalse();
    }

    [Fact]
    public void More_lines_than_are_kept_are_told_all_the_same()
    {
        Compare(Users(1, 5000), Users(4001, 9000)).Should().HaveCount(8000);

        _comparison.Compared.Should().Be(1000);
    }

    [Fact]
    public void Rows_that_one_of_the_runs_could_not_verify_are_not_compared()
    {
        Compare([Written.User(1), Written.Unknown(2), Written.User(3)], [Written.Unknown(1), Written.User(2), Written.User(3)]).Should().BeEmpty();

        _comparison.Should().BeEquivalentTo(new { Compared = 1L, NotCompared = 2L });
    }

    [Fact]
    public void Rows_that_neither_run_could_verify_are_not_counted_as_compared()
    {
        Compare([Written.Unknown(1), Written.User(2)], [Written.Unknown(1), Written.User(2)]).Should().BeEmpty();

        _comparison.Should().BeEquivalentTo(new { Compared = 1L, NotCompared = 1L });
    }

    [Fact]
    public void Beyond_the_end_of_a_partial_file_nothing_is_known()
    {
        Compare(Users(1, 10), Users(1, 4), nowIsPartial: true).Should().BeEmpty();
        _comparison.NotCompared.Should().Be(6);

        Compare(Users(1, 4), Users(1, 10), savedIsPartial: true).Should().BeEmpty();
        _comparison.NotCompared.Should().Be(6);
    }

    private static IEnumerable<string> Users(int from, int to) => Enumerable.Range(from, to - from + 1).Select(number => Written.User(number));

    private List<string> Compare(IEnumerable<string> saved, IEnumerable<string> now, bool savedIsPartial = false, bool nowIsPartial = false)
    {
        using var left = Written.Read(Written.File(saved, savedIsPartial));
        using var right = Written.Read(Written.File(now, nowIsPartial));
        _comparison = new FileComparison(left, right, this);
        _comparison.Run();
        return _told;
    }
}
