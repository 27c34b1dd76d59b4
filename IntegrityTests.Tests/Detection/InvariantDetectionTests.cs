using FluentAssertions;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Tests.EndToEnd.Recorded;
using SampleDeployment;
using Xunit;

namespace IntegrityTests.Tests.Detection;

/// <summary>
/// What the invariants alone find. What they find in the entries' projects is among the findings of the suite's run
/// (<see cref="SuiteDetectionTests"/>).
/// </summary>
[Collection(DetectionCollection.Name)]
public sealed class InvariantDetectionTests(DamagedDeployments deployments)
{
    public static TheoryData<string> Platforms => new(DamageCorpus.Platforms.Select(platform => platform.Name));

    [Fact]
    public async Task Invariants_find_exactly_the_damages_of_whole_databases()
    {
        var deployment = await deployments.OfAsync(Platform.Newest.Name);

        var threeAtOnce = new ParallelOptions { MaxDegreeOfParallelism = 3 };

        await Parallel.ForEachAsync(DamageCorpus.OfDatabase(Platform.Newest), threeAtOnce, async (entry, _) =>
            (await deployment.OffendingAsync(entry)).Distinct().Select(finding => finding.ToString())
                .Should().BeEquivalentTo(entry.Expected.Select(finding => finding.ToString()), entry.Name));
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Nothing_is_found_in_the_healthy_deployment(string platform) =>
        (await (await deployments.OfAsync(platform)).HealthyFindingsAsync()).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Queries_that_explain_what_is_found_run_as_they_are_and_read_what_is_damaged(string platform)
    {
        var deployment = await deployments.OfAsync(platform);

        string.Join('\n', await deployment.FailedQueriesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Nothing_but_the_seed_is_found_in_the_recorded_deployment()
    {
        var cluster = (await deployments.OfAsync(DamageCorpus.Platforms[0])).Cluster;
        await cluster.CreateDatabaseAsync("recorded");
        await using (var connection = new Npgsql.NpgsqlConnection(cluster.ConnectionString("recorded") + ";Pooling=false"))
        {
            await connection.OpenAsync();
            await RecordedTables.LoadAsync(connection, Recording.Reference, copies: []);
        }

        await using var database = await ReplicaDatabase.OpenAsync(cluster.ConnectionString("recorded"), CancellationToken.None);

        // The platform's seed wrote two subscriptions whose period has ended.
        (await AllInvariants.FindingsAsync(database, Recording.Reference.Moment)).Select(finding => (finding.Code, finding.Severity))
            .Should().Equal(("DBI123", "info"), ("DBI123", "info"));
    }
}
