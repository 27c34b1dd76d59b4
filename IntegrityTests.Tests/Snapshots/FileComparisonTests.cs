using FluentAssertions;
using IntegrityTests.Snapshots.Files;
using IntegrityTests.Snapshots.Verify;
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
        var now = Users(1, 100)
            .Select((line, index) => index == 49 ? Written.User(50, "{\"a\":1}") : line)
            .Where((_, index) => index is not (19 or 99));

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
    public void A_change_before_a_line_that_moved_is_still_a_difference()
    {
        var moved = Written.User(5).Replace("\"at\":\"0005\"", "\"at\":\"0090\"", StringComparison.Ordinal);
        var now = Users(2, 89).Where((_, index) => index != 3).Prepend(Written.User(1, "{\"a\":1}")).Append(moved);

        Compare(Users(1, 89), now).Should().Equal("~user:1");

        _comparison.HasDifferences.Should().BeTrue();
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
        Compare([Written.User(1), Written.Unknown(2), Written.User(3)], [Written.Unknown(1), Written.User(2), Written.User(3)])
            .Should().BeEmpty();

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

    [Fact]
    public void Users_beyond_a_limit_are_not_compared_and_the_customers_behind_them_are()
    {
        var limited = Customers(users: 3).Append(Gap).Concat(Teams(1, 3));

        Compare(Customers(users: 9).Concat(Teams(1, 2)), limited).Should().Equal("+team:3");
        _comparison.Should().BeEquivalentTo(new { Compared = 5L, NotCompared = 6L });
        _told.Clear();
        Compare(limited, Customers(users: 9).Concat(Teams(1, 2))).Should().Equal("-team:3");
        _comparison.Should().BeEquivalentTo(new { Compared = 5L, NotCompared = 6L });
        _told.Clear();
        Compare(limited, limited).Should().BeEmpty();
        _comparison.Should().BeEquivalentTo(new { Compared = 6L, NotCompared = 0L });
    }

    [Fact]
    public void Where_hashes_hide_the_order_lines_are_found_by_what_they_are_about()
    {
        // As good as no order: a digest of the number.
        static string Hidden(int number) => Hashed(number, hash: number * 7919 % 10007);
        var saved = Enumerable.Range(1, 3000).Where(number => number != 17).Select(Hidden);
        var now = Enumerable.Range(1, 3000).Where(number => number is not (1 or 2000)).Select(Hidden);

        Compare(saved, now).Should().BeEquivalentTo("+custom:17", "-custom:1", "-custom:2000");

        _comparison.Compared.Should().Be(2997);
    }

    // The order of the hashes would put it behind all others, and all others behind what is kept.
    [Fact]
    public void Where_hashes_hide_the_order_both_files_go_on_together()
    {
        var saved = Enumerable.Range(1, 3000).Select(number => Hashed(number, hash: number));
        var now = saved.Prepend(Hashed(0, hash: 9999));

        Compare(saved, now).Should().Equal("+custom:0");

        _comparison.Compared.Should().Be(3000);
    }

    [Theory]
    [InlineData(true, 9_999, 0)]
    [InlineData(true, 10_500, 2_000)]
    [InlineData(false, 999, 0)]
    [InlineData(false, 1_050, 11_000)]
    public void So_many_lines_may_come_in_one_place_as_are_kept_and_of_digests_more_are(bool digests, int inserted, int gone)
    {
        const int Lines = 12_000;
        var saved = Enumerable.Range(1, Lines).Select(number => Hashed(number, hash: number));
        var now = Enumerable.Range(Lines + 1, inserted).Select(number => Hashed(number, hash: number)).Concat(saved);

        var told = Compare(saved, now, header: Written.Header with { Digests = digests });

        told.Count(text => text.StartsWith('-')).Should().Be(gone);
        told.Count(text => text.StartsWith('+')).Should().Be(inserted + gone);
    }

    private static string Hashed(int number, int hash) => At($"2:~{hash:d5}", $"custom:{number}");

    private const string Gap = """{"at":"0;","gap":true,"subject":"","unknown":true}""";

    private static IEnumerable<string> Customers(int users) =>
        Enumerable.Range(1, users).Select(number => At($"0:{number:d4}", $"user:{number}"));

    private static IEnumerable<string> Teams(int from, int to) =>
        Enumerable.Range(from, to - from + 1).Select(number => At($"1:{number:d4}", $"team:{number}"));

    private static string At(string place, string subject) =>
        $"{{\"at\":\"{place}\",\"body\":{{}},\"endpoint\":\"/e/{subject}\",\"status\":200,\"subject\":\"{subject}\"}}";

    private static IEnumerable<string> Users(int from, int to) =>
        Enumerable.Range(from, to - from + 1).Select(number => Written.User(number));

    private List<string> Compare(
        IEnumerable<string> saved,
        IEnumerable<string> now,
        bool savedIsPartial = false,
        bool nowIsPartial = false,
        SnapshotHeader? header = null)
    {
        using var left = Written.Read(Written.File(saved, savedIsPartial, header));
        using var right = Written.Read(Written.File(now, nowIsPartial, header));
        _comparison = new FileComparison(left, right, this);
        _comparison.Run();
        return _told;
    }
}
