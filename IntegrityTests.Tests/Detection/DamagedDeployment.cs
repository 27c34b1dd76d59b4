using System.Collections.Concurrent;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded.Snapshots;
using Npgsql;
using SampleDeployment;
using SampleDeployment.Api;
using SampleDeployment.Data;
using SampleDeployment.Data.Engine;
using SampleDeployment.Faults;
using SampleDeployment.Postgres;

namespace IntegrityTests.Tests.Detection;

/// <summary>
/// A healthy deployment of a version of the platform, and a copy of it into which the corpus is planted, each entry into a project of its
/// own: its damage into the rows, its faults into the answers.
/// </summary>
internal sealed class DamagedDeployment : IAsyncDisposable
{
    private const string Damaged = "damaged";
    private const string AdminKey = "k4n4ry-0f-th3-c0rpus";
    private const string StripeKey = "sk_test_k4n4ry_0f_th3_c0rpus";
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<ExpectedFinding>>>> _ofDatabase = new();
    private readonly Lazy<Task<PrivateCluster>> _smallest;
    private readonly Lazy<Task<SuiteResult>> _run;
    private readonly Lazy<Task<SuiteResult>> _compared;
    private readonly string _snapshots = Directory.CreateTempSubdirectory("integrity-corpus-").FullName;
    private readonly Platform _platform;
    private readonly IReadOnlyList<DamageEntry> _entries;
    private readonly PrivateCluster _cluster;

    private DamagedDeployment(Platform platform, PrivateCluster cluster)
    {
        _platform = platform;
        _entries = DamageCorpus.EntriesOn(platform);
        _cluster = cluster;
        _smallest = new(StartSmallestAsync);
        _run = new(() => RunSuiteAsync(Damaged, Faults, command => command.With("INTEGRITY_REPAIR", RepairFile)));
        _compared = new(CompareAsync);
    }

    public static async Task<DamagedDeployment> StartAsync(Platform platform)
    {
        var deployment = new DamagedDeployment(platform, await PrivateCluster.StartAsync(CancellationToken.None));
        await deployment.PlantAsync();
        return deployment;
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        if (_smallest.IsValueCreated) await (await _smallest.Value).DisposeAsync();
        Directory.Delete(_snapshots, recursive: true);
    }

    /// <summary>The entry with a name, as it is in this deployment.</summary>
    public DamageEntry Entry(string name) => _entries.Single(entry => entry.Name == name);

    /// <summary>Whether a finding is about one of the entries.</summary>
    public bool Owns(string? project, string subject) => _entries.Any(entry => entry.Owns(project, subject));

    /// <summary>Its server, for databases of tests' own.</summary>
    public PrivateCluster Cluster => _cluster;

    /// <summary>What the invariants find in the healthy database.</summary>
    public Task<IReadOnlyList<ExpectedFinding>> HealthyFindingsAsync() => InvariantFindingsAsync(_cluster, SampleDatabases.Main);

    /// <summary>Queries that explain what the invariants find in the damaged database and that cannot be pasted as they are.</summary>
    public Task<IReadOnlyList<string>> FailedQueriesAsync() =>
        ExplainingQueries.FailuresAsync(_cluster.ConnectionString(Damaged), SampleClock.Default);

    /// <summary>What the invariants find in a database that only an entry of a whole database is planted in.</summary>
    public Task<IReadOnlyList<ExpectedFinding>> OffendingAsync(DamageEntry entry) =>
        _ofDatabase.GetOrAdd(entry.Name, _ => new(() => OfDatabaseAsync(entry))).Value;

    /// <summary>A run of the whole suite, as a user runs it, over the damaged deployment.</summary>
    public Task<SuiteResult> RunAsync()
    {
        // Whoever asks for the one asks for the other: both are made at the same time.
        _ = _compared.Value;
        return _run.Value;
    }

    /// <summary>A run over the projects of the entries with a snapshot, which was saved of the healthy deployment.</summary>
    public Task<SuiteResult> CompareWithSnapshotAsync() => _compared.Value;

    /// <summary>The repair script of that run.</summary>
    public async Task<string> RepairScriptAsync()
    {
        await RunAsync();
        return await File.ReadAllTextAsync(RepairFile);
    }

    private string RepairFile => Path.Combine(_snapshots, "repair.sql");

    private IReadOnlyList<Fault> Faults => [.. _entries.SelectMany(entry => entry.Faults)];

    // Only the comparison with what was before makes damage of what a snapshot finds.
    private static bool IsLegal(DamageEntry entry) => entry.IsControl || entry.HasSnapshot;

    private async Task PlantAsync()
    {
        var plans = DamageCorpus.PlansOn(_platform);
        await SampleDatabases.CreateAsync(_cluster, _platform, plans, AdminKey, SampleClock.Default, CancellationToken.None);
        await _cluster.CreateDatabaseAsync(Damaged, SampleDatabases.Main);
        await using var connection = new NpgsqlConnection(_cluster.ConnectionString(Damaged) + ";Pooling=false");
        await connection.OpenAsync();
        // What is legal comes first, while all constraints are there.
        foreach (var entry in _entries.OrderBy(entry => !IsLegal(entry))) await PlantAsync(connection, entry, entry.Sql);
        if (!_platform.HasEngine) return;

        // What is wrong with the rows is in the engine too; what is wrong with the engine alone comes after it.
        await EngineRows.FollowAsync(connection, tenancy: null, CancellationToken.None);
        foreach (var entry in _entries) await PlantAsync(connection, entry, entry.EngineSql);
    }

    /// <summary>Changes rows as an entry says.</summary>
    internal static async Task PlantAsync(NpgsqlConnection connection, DamageEntry entry, string sql)
    {
        try
        {
            // A restored or replicated database can have rows that no foreign key would let in.
            var role = IsLegal(entry) ? "origin" : "replica";
#pragma warning disable CA2100 // The corpus.
            await using var command = new NpgsqlCommand($"SET session_replication_role = {role}; {sql}", connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }
        catch (PostgresException failure)
        {
            throw new InvalidOperationException($"{entry.Name} cannot be planted: {failure.MessageText}", failure);
        }
    }

    private async Task<IReadOnlyList<ExpectedFinding>> OfDatabaseAsync(DamageEntry entry)
    {
        var cluster = await _smallest.Value;
        await cluster.CreateDatabaseAsync(entry.Name, SampleDatabases.Main);
        await using (var connection = new NpgsqlConnection(cluster.ConnectionString(entry.Name) + ";Pooling=false"))
        {
            await connection.OpenAsync();
            await PlantAsync(connection, entry, entry.DatabaseSql);
        }

        return await InvariantFindingsAsync(cluster, entry.Name);
    }

    // Each entry of a whole database has a copy of it, over which all invariants run: the whole project and the platform's own are enough.
    private async Task<PrivateCluster> StartSmallestAsync()
    {
        var cluster = await PrivateCluster.StartAsync(CancellationToken.None);
        await SampleDatabases.CreateAsync(
            cluster, _platform, DamageCorpus.PlansOf([]), AdminKey, SampleClock.Default, CancellationToken.None);
        return cluster;
    }

    private static async Task<IReadOnlyList<ExpectedFinding>> InvariantFindingsAsync(PrivateCluster cluster, string name)
    {
        await using var database = await ReplicaDatabase.OpenAsync(cluster.ConnectionString(name), CancellationToken.None);
        return await AllInvariants.FindingsAsync(database, SampleClock.Default);
    }

    private async Task<SuiteResult> CompareAsync()
    {
        var entries = _entries.Where(entry => entry.HasSnapshot).ToList();
        var projects = string.Join(',', entries.Select(entry => entry.Plan.Id));
        // Most invariants find nothing in these entries, and compare nothing with a snapshot.
        var checks = entries.SelectMany(entry => entry.ExpectedWithSnapshot).Select(finding => $"Check={finding.Code}").Distinct();
        var filter = string.Join('|', [SuiteCommand.ReadsOfApi, "Category=Tables", .. checks]);
        SuiteCommand Chosen(SuiteCommand command) => command.With("INTEGRITY_PROJECTS", projects) with { Filter = filter };
        // Every other entry changes rows, which is more than it says.
        SuiteCommand SavingOneTable(SuiteCommand command) =>
            command.Saving(_snapshots).With("INTEGRITY_SNAPSHOT_TABLES", "ProjectApiKey");
        (await RunSuiteAsync(SampleDatabases.Main, [], command => SavingOneTable(Chosen(command)))).Should().BeGreen();
        return await RunSuiteAsync(Damaged, Faults, command => Chosen(command).Comparing(_snapshots));
    }

    private async Task<SuiteResult> RunSuiteAsync(string database, IReadOnlyList<Fault> faults, Func<SuiteCommand, SuiteCommand> options)
    {
        var settings = new ApiSettings
        {
            Platform = _platform,
            Database = _cluster.ConnectionString(database),
            AdminKey = AdminKey,
            StripeKey = StripeKey,
            Clock = new SampleClock.Stopped(SampleClock.Default),
            ProjectsStay = true,
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
