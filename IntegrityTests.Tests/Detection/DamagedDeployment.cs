using IntegrityTests.Deployment.Database;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;
using Npgsql;
using SampleDeployment.Api;
using SampleDeployment.Data;
using SampleDeployment.Faults;
using SampleDeployment.Postgres;
using Xunit;

namespace IntegrityTests.Tests.Detection;

/// <summary>
/// A healthy deployment, and a copy of it into which the whole corpus is planted, each entry into a project of its own: its damage into the
/// rows, its faults into the answers.
/// </summary>
public sealed class DamagedDeployment : IAsyncLifetime
{
    private const string Damaged = "damaged";
    private const string AdminKey = "k4n4ry-0f-th3-c0rpus";
    private const string StripeKey = "sk_test_k4n4ry_0f_th3_c0rpus";
    private readonly Lazy<Task<IReadOnlyList<ExpectedFinding>>> _offending;
    private readonly Lazy<Task<SuiteResult>> _run;
    private readonly Lazy<Task<SuiteResult>> _compared;
    private readonly string _snapshots = Directory.CreateTempSubdirectory("integrity-corpus-").FullName;
    private PrivateCluster? _cluster;

    public DamagedDeployment()
    {
        _offending = new(() => InvariantFindingsAsync(Damaged));
        _run = new(() => RunSuiteAsync(Damaged, Faults, command => command));
        _compared = new(CompareAsync);
    }

    public async Task InitializeAsync()
    {
        _cluster = await PrivateCluster.StartAsync(CancellationToken.None);
        await SampleDatabases.CreateAsync(_cluster, DamageCorpus.Plans, AdminKey, CancellationToken.None);
        await _cluster.CreateDatabaseAsync(Damaged, SampleDatabases.Main);
        await using var connection = new NpgsqlConnection(_cluster.ConnectionString(Damaged) + ";Pooling=false");
        await connection.OpenAsync();
        // What is legal comes first, while all constraints are there.
        foreach (var entry in DamageCorpus.Entries.OrderBy(entry => !IsLegal(entry))) await PlantAsync(connection, entry);
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
        Directory.Delete(_snapshots, recursive: true);
    }

    /// <summary>Its server, for databases of tests' own.</summary>
    internal PrivateCluster Cluster => _cluster!;

    /// <summary>What the invariants find in the healthy database.</summary>
    internal Task<IReadOnlyList<ExpectedFinding>> HealthyFindingsAsync() => InvariantFindingsAsync(SampleDatabases.Main);

    /// <summary>What the invariants find in the damaged database.</summary>
    internal Task<IReadOnlyList<ExpectedFinding>> OffendingAsync() => _offending.Value;

    /// <summary>A run of the whole suite, as a user runs it, over the damaged deployment.</summary>
    internal Task<SuiteResult> RunAsync() => _run.Value;

    /// <summary>A run over the projects of the entries with a snapshot, which was saved of the healthy deployment.</summary>
    internal Task<SuiteResult> CompareWithSnapshotAsync() => _compared.Value;

    private static IReadOnlyList<Fault> Faults => [.. DamageCorpus.Entries.SelectMany(entry => entry.Faults)];

    // Only the comparison with what was before makes damage of what a snapshot finds.
    private static bool IsLegal(DamageEntry entry) => entry.IsControl || entry.HasSnapshot;

    private static async Task PlantAsync(NpgsqlConnection connection, DamageEntry entry)
    {
        try
        {
            // A restored or replicated database can have rows that no foreign key would let in.
            var role = IsLegal(entry) ? "origin" : "replica";
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

    private async Task<SuiteResult> CompareAsync()
    {
        var projects = string.Join(',', DamageCorpus.WithSnapshot.Select(entry => entry.Plan.Id));
        SuiteCommand Chosen(SuiteCommand command) => command.With("INTEGRITY_PROJECTS", projects);
        (await RunSuiteAsync(SampleDatabases.Main, [], command => Chosen(command).Saving(_snapshots))).Should().BeGreen();
        return await RunSuiteAsync(Damaged, Faults, command => Chosen(command).Comparing(_snapshots));
    }

    private async Task<SuiteResult> RunSuiteAsync(string database, IReadOnlyList<Fault> faults, Func<SuiteCommand, SuiteCommand> options)
    {
        var settings = new ApiSettings
        {
            Database = _cluster!.ConnectionString(database),
            AdminKey = AdminKey,
            StripeKey = StripeKey,
            Clock = new SampleClock.Stopped(SampleClock.Default),
            Faults = faults,
        };
        await using var api = await ApiServer.StartAsync(settings, CancellationToken.None);
        return await options(new SuiteCommand { Deadline = TimeSpan.FromMinutes(8) })
            .With("INTEGRITY_DATABASE", _cluster.ConnectionUri(database))
            .With("INTEGRITY_API_URL", api.Url)
            .With("INTEGRITY_ADMIN_KEY", AdminKey)
            .With("INTEGRITY_STRIPE_URL", api.Url)
            .With("INTEGRITY_STRIPE_KEY", StripeKey)
            .With("INTEGRITY_CLOCK", SampleClock.Text(SampleClock.Default))
            .With("INTEGRITY_ALLOW_PRIMARY", "yes")
            .RunAsync();
    }
}
