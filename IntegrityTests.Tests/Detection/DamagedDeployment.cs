using IntegrityTests.Checks.Database;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Tests.EndToEnd.Harness;
using Npgsql;
using SampleDeployment.Api;
using SampleDeployment.Data;
using SampleDeployment.Postgres;
using Xunit;

namespace IntegrityTests.Tests.Detection;

/// <summary>A healthy deployment, and a copy of it into which the whole corpus is planted, each entry into a project of its own.</summary>
public sealed class DamagedDeployment : IAsyncLifetime
{
    private const string Damaged = "damaged";
    private const string AdminKey = "k4n4ry-0f-th3-c0rpus";
    private readonly Lazy<Task<IReadOnlyList<ExpectedFinding>>> _offending;
    private readonly Lazy<Task<SuiteResult>> _run;
    private PrivateCluster? _cluster;

    public DamagedDeployment()
    {
        _offending = new(() => InvariantFindingsAsync(Damaged));
        _run = new(RunSuiteAsync);
    }

    public async Task InitializeAsync()
    {
        _cluster = await PrivateCluster.StartAsync(CancellationToken.None);
        await SampleDatabases.CreateAsync(_cluster, Plans.Uniform(DamageCorpus.Last, DamageCorpus.Users, transactions: 0), AdminKey, CancellationToken.None);
        await _cluster.CreateDatabaseAsync(Damaged, SampleDatabases.Main);
        await using var connection = new NpgsqlConnection(_cluster.ConnectionString(Damaged) + ";Pooling=false");
        await connection.OpenAsync();
        // Controls first: they have to be legal while all constraints are there.
        foreach (var entry in DamageCorpus.Entries.OrderBy(entry => !entry.IsControl)) await PlantAsync(connection, entry);
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
    }

    /// <summary>The healthy database, to be read only.</summary>
    internal string Healthy => _cluster!.ConnectionString(SampleDatabases.Main);

    /// <summary>What the invariants find in the healthy database.</summary>
    internal Task<IReadOnlyList<ExpectedFinding>> HealthyFindingsAsync() => InvariantFindingsAsync(SampleDatabases.Main);

    /// <summary>What the invariants find in the damaged database.</summary>
    internal Task<IReadOnlyList<ExpectedFinding>> OffendingAsync() => _offending.Value;

    /// <summary>A run of the whole suite, as a user runs it, over the damaged deployment.</summary>
    internal Task<SuiteResult> RunAsync() => _run.Value;

    private static async Task PlantAsync(NpgsqlConnection connection, DamageEntry entry)
    {
        try
        {
            // A restored or replicated database can have rows that no foreign key would let in.
            var role = entry.IsControl ? "origin" : "replica";
#pragma warning disable CA2100 // The corpus.
            await using var command = new NpgsqlCommand($"SET session_replication_role = {role}; {entry.Sql}", connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }
        catch (PostgresException failure)
        {
            throw new InvalidOperationException($"{entry.Name} cannot be planted: {failure.MessageText}", failure);
        }
    }

    private async Task<IReadOnlyList<ExpectedFinding>> InvariantFindingsAsync(string name)
    {
        await using var database = await ReplicaDatabase.OpenAsync(_cluster!.ConnectionString(name), CancellationToken.None);
        return await AllInvariants.FindingsAsync(database);
    }

    private async Task<SuiteResult> RunSuiteAsync()
    {
        await using var api = await ApiServer.StartAsync(
            new() { Database = _cluster!.ConnectionString(Damaged), AdminKey = AdminKey }, CancellationToken.None);
        return await new SuiteCommand { Deadline = TimeSpan.FromMinutes(8) }
            .With("INTEGRITY_DATABASE", _cluster.ConnectionUri(Damaged))
            .With("INTEGRITY_API_URL", api.Url)
            .With("INTEGRITY_ADMIN_KEY", AdminKey)
            .With("INTEGRITY_ALLOW_PRIMARY", "yes")
            .RunAsync();
    }
}
