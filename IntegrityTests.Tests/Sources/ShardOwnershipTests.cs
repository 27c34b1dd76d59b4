using FluentAssertions;
using IntegrityTests.Options;
using IntegrityTests.Sources;
using Xunit;

namespace IntegrityTests.Tests.Sources;

public sealed class ShardOwnershipTests
{
    private static readonly string[] Projects = ["internal", "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063", "", "日本"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    public void Every_page_of_every_project_belongs_to_exactly_one_shard(int shards)
    {
        var all = Enumerable.Range(1, shards).Select(index => new Shard(index, shards)).ToList();

        foreach (var project in Projects)
            for (var page = 0; page < 30; page++)
                all.Count(shard => shard.Owns(project, page)).Should().Be(1);
    }

    [Theory]
    [InlineData("internal", 0, 1)]
    [InlineData("internal", 1, 2)]
    [InlineData("internal", 2, 3)]
    [InlineData("6fbbf22e-f4b2-4c6e-95a1-beab6fa41063", 0, 8)]
    public void Every_machine_gives_the_same_answer(string project, int page, int owner) =>
        Enumerable.Range(1, 8).Single(index => new Shard(index, 8).Owns(project, page)).Should().Be(owner);

    [Fact]
    public void Pages_of_a_large_project_are_spread_evenly()
    {
        var shard = new Shard(3, 4);

        Enumerable.Range(0, 100).Count(page => shard.Owns("internal", page)).Should().Be(25);
    }

    [Fact]
    public void The_share_of_a_shard_is_the_sum_of_its_pages()
    {
        const int PageSize = 10;

        foreach (var project in Projects)
            foreach (var shards in new[] { 1, 2, 3, 7 })
                for (var users = 0; users <= 75; users++)
                {
                    var pages = Enumerable.Range(0, users).Chunk(PageSize).Select(page => page.Length).ToList();
                    for (var index = 1; index <= shards; index++)
                    {
                        var shard = new Shard(index, shards);

                        shard.Share(project, users, PageSize).Should().Be(pages.Where((_, page) => shard.Owns(project, page)).Sum());
                    }
                }
    }

    [Fact]
    public void A_run_that_is_not_split_owns_all() => Projects.Should().OnlyContain(project => Shard.Whole.Owns(project, 5));
}
