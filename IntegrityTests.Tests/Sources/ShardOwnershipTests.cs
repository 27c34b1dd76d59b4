using FluentAssertions;
using IntegrityTests.Options;
using Xunit;

namespace IntegrityTests.Tests.Sources;

public sealed class ShardOwnershipTests
{
    private static readonly string[] Ids = ["internal", "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063", "", "日本", "DBI012", "USR002"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    public void Everything_belongs_to_exactly_one_shard(int shards)
    {
        var all = Enumerable.Range(1, shards).Select(index => new Shard(index, shards)).ToList();

        Ids.Should().OnlyContain(id => all.Count(shard => shard.Owns(id)) == 1);
        foreach (var project in Ids) Users(100).Should().OnlyContain(user => all.Count(shard => shard.OwnsUser(project, user)) == 1);
    }

    [Theory]
    [InlineData("internal", 1)]
    [InlineData("6fbbf22e-f4b2-4c6e-95a1-beab6fa41063", 8)]
    public void Every_machine_gives_the_same_answer(string project, int owner) =>
        Enumerable.Range(1, 8).Single(index => new Shard(index, 8).Owns(project)).Should().Be(owner);

    [Theory]
    [InlineData("00000000-0000-4000-8000-000000000001", 8)]
    [InlineData("2cfaa01a-2b5b-4f7a-8cb7-30d600608555", 7)]
    public void Every_machine_gives_the_same_answer_about_a_user(string user, int owner) =>
        Enumerable.Range(1, 8).Single(index => new Shard(index, 8).OwnsUser("internal", user)).Should().Be(owner);

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(10)]
    public void Users_are_spread_evenly_also_those_whose_ids_follow_each_other(int shards)
    {
        const int Each = 1000;

        foreach (var index in Enumerable.Range(1, shards))
        {
            var shard = new Shard(index, shards);

            // 6 standard deviations of what chance makes.
            Users(Each * shards).Count(user => shard.OwnsUser("internal", user)).Should().BeCloseTo(Each, 190);
        }
    }

    [Fact]
    public void The_users_of_different_projects_are_spread_differently() =>
        Users(100).Count(user => new Shard(1, 2).OwnsUser("one", user) == new Shard(1, 2).OwnsUser("other", user))
            .Should().BeInRange(20, 80);

    [Fact]
    public void A_run_that_is_not_split_owns_all() =>
        Ids.Should().OnlyContain(id => Shard.Whole.Owns(id) && Shard.Whole.OwnsUser(id, id));

    private static IEnumerable<string> Users(int count) =>
        Enumerable.Range(0, count).Select(number => $"00000000-0000-4000-8000-{number:x12}");
}
