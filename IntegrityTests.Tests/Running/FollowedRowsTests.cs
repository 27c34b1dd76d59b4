using FluentAssertions;
using IntegrityTests.Running;
using IntegrityTests.Running.Reporting;
using IntegrityTests.Running.Rows;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class FollowedRowsTests : ICaseFollower
{
    private readonly List<object> _passed = [];
    private readonly List<object> _unanswered = [];
    private object? _refused;

    object? ICaseFollower.BeginRow(IReadOnlyList<object?> row) => Refused(row[0]);

    void ICaseFollower.EndRow(object notes, bool isAnswered, bool isSound)
    {
        if (!isAnswered) _unanswered.Add(notes);
    }

    void ICaseFollower.Pass(object notes) => _passed.Add(Refused(notes)!);

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
            rows.End(number, number, RowOutcome.Verified, isSound: true);
        }

        _passed.Should().Equal(1, 2, 3, 4);
    }

    [Fact]
    public async Task A_row_that_nobody_follows_holds_up_none()
    {
        var rows = new FollowedRows(this, window: 10);
        rows.End(2, 2, new RowOutcome(RowVerdict.Failed), isSound: true);
        rows.End(1, null, new RowOutcome(RowVerdict.NotVerified), isSound: true);

        await rows.BeginAsync(3, [3]);

        _passed.Should().Equal(2);
    }

    [Fact]
    public async Task A_row_too_far_ahead_of_the_oldest_unfinished_one_waits()
    {
        var rows = new FollowedRows(this, window: 2);
        var ahead = rows.BeginAsync(3, [3]);
        ahead.IsCompleted.Should().BeFalse();

        rows.End(1, 1, RowOutcome.Verified, isSound: true);

        (await ahead).Should().Be(3);
    }

    [Fact]
    public async Task Only_as_many_rows_as_the_window_has_are_let_go_at_once()
    {
        var rows = new FollowedRows(this, window: 2);
        var (third, fourth, fifth) = (rows.BeginAsync(3, [3]), rows.BeginAsync(4, [4]), rows.BeginAsync(5, [5]));

        rows.End(1, 1, RowOutcome.Verified, isSound: true);
        await third;
        (fourth.IsCompleted, fifth.IsCompleted).Should().Be((false, false));

        rows.End(2, 2, RowOutcome.Verified, isSound: true);
        await fourth;
        fifth.IsCompleted.Should().BeFalse();

        rows.End(3, 3, RowOutcome.Verified, isSound: true);
        (await fifth).Should().Be(5);
    }

    [Fact]
    public async Task A_row_that_cannot_begin_holds_up_none()
    {
        var rows = new FollowedRows(this, window: 1);
        _refused = 1;
        var ahead = rows.BeginAsync(2, [2]);

        var begin = () => rows.BeginAsync(1, [1]);

        await begin.Should().ThrowAsync<InvalidOperationException>();
        (await ahead).Should().Be(2);
    }

    [Fact]
    public async Task A_row_that_cannot_be_passed_on_holds_up_none()
    {
        var rows = new FollowedRows(this, window: 1);
        _refused = 1;
        var ahead = rows.BeginAsync(2, [2]);

        var end = () => rows.End(1, 1, RowOutcome.Verified, isSound: true);

        end.Should().Throw<InvalidOperationException>();
        (await ahead).Should().Be(2);
    }

    [Theory]
    [InlineData(RowVerdict.Verified, false, true)]
    [InlineData(RowVerdict.Failed, false, true)]
    [InlineData(RowVerdict.Failed, true, false)]
    [InlineData(RowVerdict.NotVerified, false, false)]
    [InlineData(RowVerdict.Skipped, false, false)]
    [InlineData(RowVerdict.Interrupted, false, false)]
    public void A_row_is_answered_when_its_check_ran_to_the_end(object verdict, bool isCrash, bool isAnswered)
    {
        var rows = new FollowedRows(this, window: 1);

        rows.End(1, 1, new RowOutcome((RowVerdict)verdict) { IsCrash = isCrash }, isSound: false);

        _unanswered.Should().HaveCount(isAnswered ? 0 : 1);
    }

    private object? Refused(object? row) => row?.Equals(_refused) == true ? throw new InvalidOperationException("refused") : row;
}
