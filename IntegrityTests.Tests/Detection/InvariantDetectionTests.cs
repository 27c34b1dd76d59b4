using FluentAssertions;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded;
using Xunit;

namespace IntegrityTests.Tests.Detection;

/// <summary>Each invariant finds the rows that break it, and no other.</summary>
[Collection(DetectionCollection.Name)]
public sealed class InvariantDetectionTests(DamagedDeployment deployment)
{
    public static TheoryData<string> Entries => new(DamageCorpus.Entries.Select(entry => entry.Name));

    [Theory]
    [MemberData(nameof(Entries))]
    public async Task Invariants_find_exactly_the_damage(string name)
    {
        var entry = DamageCorpus.Entries.Single(entry => entry.Name == name);

        var found = (await deployment.OffendingAsync()).Where(finding => entry.Owns(finding.Project, finding.Subject));

        found.Select(finding => finding.ToString()).Should().BeEquivalentTo(
            entry.Expected.Where(finding => finding.Code.StartsWith("DBI", StringComparison.Ordinal))
                .Select(finding => finding.ToString()));
    }

    [Fact]
    public async Task Nothing_is_found_beyond_the_damages()
    {
        var found = await deployment.OffendingAsync();

        found.Where(finding => !DamageCorpus.Entries.Any(entry => entry.Owns(finding.Project, finding.Subject))).Should().BeEmpty();
    }

    [Fact]
    public async Task Nothing_is_found_in_the_healthy_deployment() =>
        (await deployment.HealthyFindingsAsync()).Should().BeEmpty();

    [Fact]
    public async Task Nothing_is_found_in_the_recorded_deployment()
    {
        var cluster = deployment.Cluster;
        await cluster.CreateDatabaseAsync("recorded");
        await using (var connection = new Npgsql.NpgsqlConnection(cluster.ConnectionString("recorded") + ";Pooling=false"))
        {
            await connection.OpenAsync();
            await RecordedTables.LoadAsync(connection, Recording.Reference, copies: []);
        }

        await using var database = await ReplicaDatabase.OpenAsync(cluster.ConnectionString("recorded"), CancellationToken.None);

        (await AllInvariants.FindingsAsync(database)).Should().BeEmpty();
    }
}
