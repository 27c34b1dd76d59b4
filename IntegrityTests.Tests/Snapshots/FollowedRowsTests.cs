using FluentAssertions;
using IntegrityTests.Running.Execution;
using IntegrityTests.Running.Following;
using Xunit;

namespace IntegrityTests.Tests.Snapshots;

public sealed class FollowedRowsTests : ICaseFollower
{
    private readonly List<object> _passed = [];

    object? ICaseFollower.BeginRow(IReadOnlyList<object?> row) => row[0];

    void ICaseFollower.EndRow(object notes, bool isAnswered)
    {
    }

    void ICaseFollower.Pass(object notes) => _passed.Add(notes);

    void ICaseFollower.End(bool isComplete)
    {
    }

    [Fact]
    public async Task Rows_are_passed_on_in_the_order_of_the_source_however_they_end()
    {
        var rows = new FollowedRows(this, window: 10);
        foreach (var number in new[] { 3, 1, 4, 2 })
        {
            await rows.BeginAsync(number, [number]);
            rows.End(number, number, RowVerdict.Verified);
        }

        _passed.Should().Equal(1, 2, 3, 4);
    }

    [Fact]
    public async Task A_row_that_nobody_follows_holds_up_none()
    {
        var rows = new FollowedRows(this, window: 10);
        rows.End(2, 2, RowVerdict.Failed);
        rows.End(1, null, RowVerdict.NotVerified);

        await rows.BeginAsync(3, [3]);

        _passed.Should().Equal(2);
    }

    [Fact]
    public async Task A_row_too_far_ahead_of_the_oldest_unfinished_one_waits()
    {
        var rows = new FollowedRows(this, window: 2);
        var ahead = rows.BeginAsync(3, [3]);
        ahead.IsCompleted.Should().BeFalse();

        rows.End(1, 1, RowVerdict.Verified);

        (await ahead).Should().Be(3);
    }
}
