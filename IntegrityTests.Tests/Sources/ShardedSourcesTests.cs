using FluentAssertions;
using IntegrityTests.Access;
using IntegrityTests.Options;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;
using IntegrityTests.Sources;
using IntegrityTests.Tests.Checks;
using IntegrityTests.Tests.SampleDeployment;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.Sources;

/// <summary>Machines that split a run verify every row once: no row is left out, none is verified by two.</summary>
public sealed class ShardedSourcesTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>
{
    private const int Shards = 3;
    private static readonly CheckInfo Check = new("TST001", Severity.Error, "Tests");
    private static readonly ProjectPlan ThreePages = Plans.Default.Single(plan => plan.Users == 2500);

    [Fact]
    public async Task Every_user_belongs_to_one_shard() =>
        (await SplitAsync(Users.InScope)).Should().Equal(await WholeAsync(Users.InScope));

    [Fact]
    public async Task Every_team_belongs_to_one_shard() =>
        (await SplitAsync(Teams.InScope)).Should().Equal(await WholeAsync(Teams.InScope));

    [Fact]
    public async Task Every_project_belongs_to_one_shard() =>
        (await SplitAsync(Projects.InScope)).Should().Equal(await WholeAsync(Projects.InScope));

    [Fact]
    public async Task Every_customer_belongs_to_one_shard() =>
        (await SplitAsync(Customers.InScope)).Should().Equal(await WholeAsync(Customers.InScope));

    [Fact]
    public async Task Every_purchase_belongs_to_one_shard() =>
        (await SplitAsync(Purchases.InScope)).Should().Equal(await WholeAsync(Purchases.InScope));

    [Fact]
    public async Task A_user_who_stays_belongs_to_one_shard_also_where_others_go_between_the_runs_of_the_shards()
    {
        await using var sample = await ServedSample.StartToChangeAsync(clusters);
        var (found, gone) = (new List<string>(), new HashSet<string>());
        for (var index = 1; index <= Shards; index++)
        {
            found.AddRange(await ReadAsync(sample, Users.InScope, new Shard(index, Shards)));
            // The first users, so that all others move up.
            foreach (var user in new[] { 3 * index, (3 * index) + 1 })
            {
                gone.Add($"user:{ThreePages.UserId(user)}");
                await sample.ExecuteAsync($"""DELETE FROM "ProjectUser" WHERE "projectUserId" = '{ThreePages.UserId(user)}'""");
            }
        }

        var stayed = found.Where(row => !gone.Contains(row.Split(' ')[^1])).ToList();
        stayed.Should().OnlyHaveUniqueItems();
        stayed.Count(row => row.StartsWith($"project:{ThreePages.Id} ", StringComparison.Ordinal))
            .Should().Be(ThreePages.Users - gone.Count);
    }

    [Fact]
    public async Task Every_user_that_only_the_API_lists_belongs_to_one_shard()
    {
        await using var sample = await ServedSample.StartAsync(clusters);
        var pages = new List<List<Guid>>();
        for (var index = 1; index <= Shards; index++)
        {
            var shard = new Shard(index, Shards);
            var settings = sample.Settings(options => options with { Projects = [ThreePages.Id], Shard = shard });
            using var run = new Run(settings, TimeProvider.System);
            await using var witnesses = await run.FixtureAsync<Witnesses>();
            var project = (await witnesses.Projects.FindAsync(ThreePages.Id, default))!;
            var elsewhere = new UserStore(null, "the project's own database cannot be reached", null, null);
            var context = new CaseContext(run, Check, null);
            pages.Add(await Users.PagesAsync(context, witnesses, project, elsewhere, withDetails: false, new SourceOutcome("user"), default)
                .SelectMany(page => page).Select(user => user.Id).ToListAsync());
        }

        pages.Should().OnlyContain(page => page.Count > ThreePages.Users / Shards / 2, "users are spread evenly");
        pages.SelectMany(page => page).Should().OnlyHaveUniqueItems().And.HaveCount(ThreePages.Users);
    }

    private async Task<List<string>> WholeAsync(RowSource source)
    {
        await using var sample = await ServedSample.StartAsync(clusters);
        return await ReadAsync(sample, source, new Shard(1, 1));
    }

    private async Task<List<string>> SplitAsync(RowSource source)
    {
        await using var sample = await ServedSample.StartAsync(clusters);
        var rows = new List<string>();
        for (var index = 1; index <= Shards; index++) rows.AddRange(await ReadAsync(sample, source, new Shard(index, Shards)));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static async Task<List<string>> ReadAsync(ServedSample sample, RowSource source, Shard shard)
    {
        var settings = sample.Settings(options => options with { Projects = [ServedSample.Project.Id, ThreePages.Id], Shard = shard });
        using var run = new Run(settings, TimeProvider.System);
        await using var witnesses = await run.FixtureAsync<Witnesses>();
        var rows = new List<string>();
        try
        {
            await foreach (var row in source.Open(new CaseContext(run, Check, null), default)) rows.Add(string.Join(' ', row.Select(Name)));
        }
        catch (NothingToVerifyException)
        {
            // Another shard has all of them.
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static string Name(object value) => value is StoredPurchase purchase ? $"{purchase.Row}" : $"{value}";
}
