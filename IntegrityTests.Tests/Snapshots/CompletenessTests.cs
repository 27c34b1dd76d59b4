using FluentAssertions;
using IntegrityTests.Options;
using Xunit;
using static IntegrityTests.Tests.Snapshots.SnapshotScenario;
using static IntegrityTests.Tests.Snapshots.Written;

namespace IntegrityTests.Tests.Snapshots;

/// <summary>Each saved file was compared, or it is said why not.</summary>
public sealed class CompletenessTests
{
    private const string Gone = "another-project";
    private static readonly string Here = Project.Id;

    [Fact]
    public async Task Saved_answers_that_a_run_did_not_ask_for_are_gone()
    {
        using var run = new SnapshotScenario().Save(Here, User(1), Unknown(2));

        await run.CompareAsync(null);

        run.Told.Should().Equal("SNP002 user:1 was saved, and is not there any more", NothingCompared);
        run.Received.Should().Equal($"{Here}/{Check}.received.jsonl");
    }

    [Fact]
    public async Task A_run_that_did_not_get_to_its_end_misses_nothing()
    {
        using var run = new SnapshotScenario { IsComplete = false }.Save(Here, User(1)).Save(Gone, User(9));

        await run.CompareAsync(null);

        run.Told.Where(told => told != NothingCompared).Should().HaveCount(2)
            .And.OnlyContain(told => told == "SNP002 skipped 1 saved answers: not compared: the run did not get to its end");
        run.Received.Should().BeEmpty();
        run.Whole.Should().BeEmpty();
    }

    [Theory]
    [InlineData("filter", "a filter leaves their check out")]
    [InlineData("projects", "INTEGRITY_PROJECTS leaves their project out")]
    [InlineData("users", "INTEGRITY_SKIP_USERS leaves them out")]
    [InlineData("partitions", "the scope or a filter leaves their project out")]
    [InlineData("count", "the scope or a filter leaves their project out")]
    [InlineData("neon", "the scope or a filter leaves their project out")]
    public async Task What_the_scope_leaves_out_is_said(string scope, string reason)
    {
        using var run = new SnapshotScenario
        {
            Checks = scope == "filter" ? ["Another.Method"] : [Check],
            HasPartitions = scope == "partitions",
            Options = new IntegrityOptions
            {
                Projects = scope == "projects" ? [Gone] : [],
                SkipUsers = scope == "users",
                Count = scope == "count" ? 1 : null,
                SkipNeon = scope == "neon",
            },
        }.Save(Here, User(1), User(2));

        await run.CompareAsync(null);

        run.Told.Should().Equal($"SNP002 skipped 2 saved answers: not compared: {reason}", NothingCompared);
        run.Received.Should().BeEmpty();
        run.Whole.Should().BeEmpty();
    }

    [Theory]
    [InlineData("partitions")]
    [InlineData("count")]
    public async Task Of_a_case_that_ran_nothing_is_out_of_scope(string scope)
    {
        using var run = new SnapshotScenario
        {
            HasPartitions = scope == "partitions",
            Options = new IntegrityOptions { Count = scope == "count" ? 1 : null },
        }.Save(Here, User(1));

        await run.CompareAsync([]);

        run.Told.Should().Equal("SNP002 user:1 was saved, and is not there any more", NothingCompared);
    }

    [Theory]
    [InlineData(null, "SNP002 project:another-project was saved, and does not exist any more")]
    [InlineData(2, "SNP002 skipped 1 saved answers: not compared: their project may be out of scope")]
    public async Task A_project_that_does_not_exist_is_gone_unless_it_may_be_out_of_scope(int? startAt, string told)
    {
        using var run = new SnapshotScenario { Options = new IntegrityOptions { StartAt = startAt ?? 1 } }.Save(Gone, User(9));

        await run.CompareAsync(null);

        run.Told.Should().Equal(told, NothingCompared);
    }

    [Fact]
    public async Task A_project_that_is_named_and_does_not_exist_is_gone()
    {
        using var run = new SnapshotScenario { Options = new IntegrityOptions { Projects = [Gone] } }.Save(Gone, User(9));

        await run.CompareAsync(null);

        run.Told.Should().Equal($"SNP002 project:{Gone} was saved, and does not exist any more", NothingCompared);
    }

    [Fact]
    public async Task What_no_shard_asked_for_is_told_by_each_for_its_own_users() => (await ToldByShardsAsync(Check)).Should()
        .BeEquivalentTo(SharedUser.Of(3).Select(user => $"SNP002 user:{user.Number} was saved, and is not there any more"));

    [Fact]
    public async Task What_a_filter_leaves_out_is_counted_by_each_shard_that_has_any_of_it() =>
        (await ToldByShardsAsync("Another.Method")).Should().BeEquivalentTo(
            SharedUser.Of(3).GroupBy(user => user.ShardOf(5)).Select(
                own => $"SNP002 skipped {own.Count()} saved answers: not compared: a filter leaves their check out"));

    [Fact]
    public async Task Of_an_imported_snapshot_nothing_is_received()
    {
        using var run = new SnapshotScenario { Set = set => set with { IsImported = true } }.Save(Here, User(1));

        await run.CompareAsync(null);

        run.Told.Should().Equal("SNP002 user:1 was saved, and is not there any more", NothingCompared);
        run.Received.Should().BeEmpty();
    }

    [Fact]
    public async Task A_run_that_compares_tables_alone_has_compared_something()
    {
        using var run = new SnapshotScenario { ComparedTables = 1 };

        await run.CompareAsync(null);

        run.Told.Should().BeEmpty();
    }

    [Fact]
    public async Task What_shows_in_more_than_one_answer_is_counted()
    {
        using var run = new SnapshotScenario().Save(Here, User(1), User(1));

        await run.CompareAsync([User(2)]);

        run.Told.Should().Contain("SNP001 skipped 1 differences: already reported: they show in more than one answer");
    }

    // Five shards of three users, none of whom is asked about.
    private static async Task<List<string>> ToldByShardsAsync(string check)
    {
        var told = new List<string>();
        for (var index = 1; index <= 5; index++)
        {
            var shard = new Shard(index, 5);
            using var run = new SnapshotScenario { Shard = shard, Options = new IntegrityOptions { Shard = shard }, Checks = [check] }
                .Save(Here, [.. SharedUser.Of(3).Select(user => user.Line)]);

            await run.CompareAsync(null);

            told.AddRange(run.Told);
            run.Received.Should().BeEmpty();
        }

        return told;
    }
}
