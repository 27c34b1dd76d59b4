using FluentAssertions;
using IntegrityTests.Copies.Mappings;
using IntegrityTests.Copies.Rules;
using Xunit;

namespace IntegrityTests.Tests.Copies;

/// <summary>Everything up to id 100 was copied, and PostgreSQL has given ids up to 200.</summary>
public sealed class CopyRuleTests
{
    [Theory]
    [InlineData(null, false, null, false, Verdict.Waits, "a row without id was never copied")]
    [InlineData(50L, true, 50L, false, Verdict.Waits, "a flagged row may have any copy")]
    [InlineData(50L, true, null, false, Verdict.Waits, "a flagged row may have none")]
    [InlineData(50L, true, 60L, true, Verdict.Waits, "its newest version may be a deletion")]
    [InlineData(50L, false, 50L, false, Verdict.Agrees, "same id, same content")]
    [InlineData(50L, false, null, false, Verdict.Missing, "it must be there")]
    [InlineData(50L, false, 40L, false, Verdict.Outdated, "it must be the newest version")]
    [InlineData(50L, false, 40L, true, Verdict.Missing, "the deletion of the row before it is there, it itself is not")]
    [InlineData(50L, false, 60L, true, Verdict.Hidden, "it must live")]
    [InlineData(50L, false, 60L, false, Verdict.Ahead, "PostgreSQL does not have this version")]
    [InlineData(50L, false, 201L, true, Verdict.Ahead, "an id that was not given yet")]
    [InlineData(100L, false, null, false, Verdict.Missing, "up to and with the last copied id")]
    [InlineData(101L, false, null, false, Verdict.Behind, "nothing waits to copy it")]
    [InlineData(101L, false, 50L, false, Verdict.Behind, "nothing waits to copy the change")]
    [InlineData(101L, false, 101L, false, Verdict.Agrees, "it was copied, and the last copied id is not stored yet")]
    public void A_row_is_judged_by_its_flag_its_id_and_its_copy(
        long? id, bool waits, long? copy, bool isDeleted, Verdict verdict, string because)
    {
        Judge([Row(id, waits)], Copy(copy, isDeleted)).Should().Be(verdict, because);
    }

    [Theory]
    [InlineData(50L, null, false, Verdict.Ghost, "nobody deleted it")]
    [InlineData(50L, 60L, false, Verdict.Ghost, "its deletion was copied, and it lives all the same")]
    [InlineData(50L, 40L, false, Verdict.Ghost, "it was created again, and that row is gone without a deletion")]
    [InlineData(50L, 40L, true, Verdict.Waits, "its deletion waits for an id")]
    [InlineData(50L, null, true, Verdict.Waits, "its deletion waits for its first id")]
    [InlineData(50L, 101L, false, Verdict.Behind, "nothing waits to copy its deletion")]
    [InlineData(201L, null, false, Verdict.Ahead, "it is newer than PostgreSQL")]
    public void A_copy_without_a_row_is_judged_by_its_deletions(
        long copy, long? deletion, bool waits, Verdict verdict, string because)
    {
        Judge(deletion is null && !waits ? [] : [Deletion(deletion, waits)], Copy(copy, false)).Should().Be(verdict, because);
    }

    [Fact]
    public void A_request_that_waits_will_copy_what_is_behind()
    {
        var requested = new Progress(100, 200, IsRequested: true);

        Judge([Row(101, false)], null, requested).Should().Be(Verdict.Waits);
        Judge([Deletion(101, false)], Copy(50, false), requested).Should().Be(Verdict.Waits);
    }

    [Fact]
    public void Other_content_under_the_same_id_differs() =>
        Judge([Row(50, false)], Copy(50, false), isSame: false).Should().Be(Verdict.Differs);

    [Fact]
    public void A_deletion_under_the_id_of_the_row_hides_it() => Judge([Row(50, false)], Copy(50, true)).Should().Be(Verdict.Hidden);

    [Fact]
    public void A_row_that_was_created_again_is_judged_by_itself() =>
        Judge([Row(60, false), Deletion(50, false)], Copy(60, false)).Should().Be(Verdict.Agrees);

    [Fact]
    public void The_name_of_a_team_that_waits_may_be_an_old_one()
    {
        Judge([Row(50, false, Remark.TeamWaits)], Copy(50, false), isSame: false).Should().Be(Verdict.Waits);
        Judge([Row(50, false, Remark.TeamWaits)], null).Should().Be(Verdict.Missing);
    }

    [Fact]
    public void The_invitations_of_a_deleted_team_are_deleted_in_the_copy_only()
    {
        Judge([Row(50, false, Remark.TeamIsGone), Deletion(60, false)], Copy(60, true)).Should().Be(Verdict.TeamIsGone);
        Judge([Row(50, false, Remark.TeamIsGone), Deletion(60, true)], Copy(50, false), isSame: false).Should().Be(Verdict.Waits);
        Judge([Row(50, false, Remark.TeamIsGone)], Copy(50, false), isSame: false).Should().Be(Verdict.Differs);
    }

    [Fact]
    public void Where_the_sequence_cannot_be_read_no_id_is_too_great() =>
        Judge([], Copy(201, false), new Progress(100, null, false)).Should().Be(Verdict.Ghost);

    private static Verdict Judge(SourceRow[] rows, CopyRow? copy, Progress? progress = null, bool isSame = true)
    {
        var state = new SourceState();
        foreach (var row in rows) state.Add(row);
        return CopyRule.Judge(state, copy, progress ?? new Progress(100, 200, false), (_, _) => isSame);
    }

    private static SourceRow Row(long? id, bool waits, Remark remark = Remark.None) => new(["key"], id, waits, remark, []);

    private static SourceRow Deletion(long? id, bool waits) => new(["key"], id, waits, null, []);

    private static CopyRow? Copy(long? id, bool isDeleted) => id is { } given ? new CopyRow(["key"], given, isDeleted, []) : null;
}
