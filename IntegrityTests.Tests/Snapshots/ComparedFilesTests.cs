using FluentAssertions;
using IntegrityTests.Options;
using Xunit;
using static IntegrityTests.Tests.Snapshots.SnapshotScenario;
using static IntegrityTests.Tests.Snapshots.Written;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>What a run says of the files that it wrote, beside the saved ones.</summary>
public sealed class ComparedFilesTests
{
    private const string Gone = "another-project";
    private static readonly string Here = Project.Id;

    [Fact]
    public async Task A_file_that_says_what_was_saved_is_verified()
    {
        using var run = new SnapshotScenario().Save(Here, User(1), User(2));

        await run.CompareAsync([User(1), User(2)]);

        run.Told.Should().BeEmpty();
        run.Compared.Should().Be(2);
        run.Whole.Should().Equal("SNP001", "SNP002");
        run.Received.Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_that_differs_leaves_what_was_received()
    {
        using var run = new SnapshotScenario().Save(Here, User(1), User(2));

        await run.CompareAsync([User(1, """{"a":1}"""), User(3)]);

        run.Told.Should().BeEquivalentTo(
            "SNP001 user:1 $.a was not there when the snapshot was saved",
            "SNP002 user:2 was saved, and is not there any more",
            "SNP001 user:3 is new: it was not there when the snapshot was saved");
        run.Received.Should().Equal($"{Here}/{Check}.received.jsonl");
        run.Whole.Should().Equal("SNP001", "SNP002");
    }

    [Fact]
    public async Task What_was_received_before_is_removed_once_the_answers_are_as_saved()
    {
        using var run = new SnapshotScenario().Save(Here, User(1));

        await run.CompareAsync([User(2)]);
        run.Received.Should().ContainSingle();
        run.Forget();
        await run.CompareAsync([User(1)]);

        run.Told.Should().BeEmpty();
        run.Received.Should().BeEmpty();
    }

    [Fact]
    public async Task Beyond_the_end_of_what_a_run_got_nothing_is_compared_and_nothing_can_be_accepted()
    {
        using var run = new SnapshotScenario().Save(Here, User(1), User(2));

        await run.CompareAsync([User(1, """{"a":1}""")], isPartial: true);

        run.Told.Should().Equal(
            "SNP001 user:1 $.a was not there when the snapshot was saved",
            "SNP002 skipped 1 saved answers: not compared: only one of the two runs has them in scope, or could verify them");
        run.Received.Should().BeEmpty();
        run.Whole.Should().BeEmpty();
    }

    [Theory]
    [InlineData("\"at\"", "\"et\"", "has a line that is not one of a snapshot")]
    [InlineData("\"lines\":1", "\"lines\":2", "has 1 instead of 2 lines")]
    [InlineData("\"target\":\"target\"", "\"target\":\"other\"", "is of another deployment")]
    public async Task A_saved_file_that_cannot_be_used_is_not_verified_whether_or_not_it_was_asked_for(
        string text, string other, string why)
    {
        foreach (var now in new[] { [User(2)], (string[]?)null })
        {
            using var run = new SnapshotScenario().Save(Here, User(1))
                .Damage(Here, file => file.Replace(text, other, StringComparison.Ordinal));

            await run.CompareAsync(now);

            run.Told.Should().Contain(told => told.Contains($"not verified: The snapshot SET/{Here}/{Check}.verified.jsonl {why}"));
            run.Whole.Should().BeEmpty();
        }
    }

    [Fact]
    public async Task Who_was_not_in_any_saved_file_of_a_project_is_new()
    {
        using var run = new SnapshotScenario().Save(Gone, User(9));

        await run.CompareAsync([User(1), Unknown(2)]);

        run.Told.Should().BeEquivalentTo(
            $"SNP001 project:{Here} is new: it was not there when the snapshot was saved",
            $"SNP002 project:{Gone} was saved, and does not exist any more",
            NothingCompared);
        run.Received.Should().BeEquivalentTo($"{Here}/{Check}.received.jsonl", $"{Gone}/{Check}.received.jsonl");
    }

    [Fact]
    public async Task A_project_that_may_have_been_out_of_scope_is_not_new()
    {
        using var run = new SnapshotScenario { Set = set => set with { LeavesProjectsOut = true } }.Save(Gone, User(9));

        await run.CompareAsync([User(1), User(2)]);

        run.Told.Should().Equal(
            "SNP002 skipped 2 answers: not compared: the snapshot was saved without their project",
            $"SNP002 project:{Gone} was saved, and does not exist any more",
            NothingCompared);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answers_that_were_not_saved_are_not_new(bool isImported)
    {
        using var run = new SnapshotScenario { Set = set => set with { Checks = isImported ? [Check] : [], IsImported = isImported } };

        await run.CompareAsync([User(1)]);

        run.Told.Should().Equal("SNP002 skipped 1 answers: not compared: the snapshot was saved without them", NothingCompared);
        run.Received.Should().BeEmpty();
        run.Whole.Should().BeEmpty();
    }

    [Fact]
    public async Task Of_a_project_that_shards_share_each_compares_its_users_and_misses_no_others()
    {
        var told = new List<string>();
        for (var index = 1; index <= 3; index++)
        {
            var shard = new Shard(index, 3);
            using var run = new SnapshotScenario { Shard = shard, Options = new IntegrityOptions { Shard = shard } }
                .Save(Here, [.. SharedUser.Of(12).Select(user => user.Line)]);

            await run.CompareAsync([.. SharedUser.Of(12).Where(user => user.IsOf(shard) && user.Number != 7).Select(user => user.Line)]);

            told.AddRange(run.Told);
        }

        told.Should().Equal("SNP002 user:7 was saved, and is not there any more");
    }

    [Fact]
    public async Task Parts_of_a_run_say_together_what_one_run_says_and_leave_nothing_received()
    {
        var told = new List<string>();
        for (var index = 1; index <= 3; index++)
        {
            var shard = new Shard(index, 3);
            using var run = new SnapshotScenario { Shard = shard, Options = new IntegrityOptions { Shard = shard } }.Save(Here, User(1));

            await run.CompareAsync(shard.Owns(Here) ? [User(2)] : null);

            told.AddRange(run.Told);
            run.Received.Should().BeEmpty();
        }

        told.Should().BeEquivalentTo(
            "SNP002 user:1 was saved, and is not there any more",
            "SNP001 user:2 is new: it was not there when the snapshot was saved");
    }
}
