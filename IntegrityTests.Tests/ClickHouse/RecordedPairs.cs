using IntegrityTests.Copies;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.EndToEnd.Recorded;
using IntegrityTests.Tests.SampleDeployment;
using Npgsql;
using SampleDeployment;
using SampleDeployment.ClickHouse;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.ClickHouse;

/// <summary>
/// Three projects in PostgreSQL and in ClickHouse at one moment, as the platform's own sync has written them (source: docs/platform.md,
/// Recorded deployments). Both servers start when the first test asks for them.
/// </summary>
public sealed class RecordedPairs : IAsyncLifetime
{
    private readonly Lazy<Task<string>> _template;
    private readonly Lazy<Task<ClickHouseServer>> _clickHouse = new(() => ClickHouseServer.StartAsync(CancellationToken.None));
    private readonly Lazy<Task<IReadOnlyList<MappingResult>>> _results;
    private bool _isLoaded;

    public RecordedPairs()
    {
        _template = new(() => TestCluster.CreateAsync("pair", FillAsync));
        _results = new(async () => await (await DeployAsync()).CompareAsync());
    }

    private static string Folder => Path.Combine(SharedFacts.Folder, "clickhouse-2026-04");

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_clickHouse.IsValueCreated) await (await _clickHouse.Value).DisposeAsync();
    }

    /// <summary>
    /// Both databases as recorded. PostgreSQL's is a copy for this test; ClickHouse is one server for all tests of a collection, and is
    /// filled anew after a test that has changed it.
    /// </summary>
    internal async Task<RecordedPair> DeployAsync()
    {
        var server = await _clickHouse.Value;
        if (!_isLoaded)
        {
            await server.ResetAsync(CancellationToken.None);
            await FillAsync(server);
            _isLoaded = true;
        }

        var database = await TestCluster.CopyAsync(await _template.Value);
        var (connectionString, uri) = (await TestCluster.ConnectionStringAsync(database), await TestCluster.UriAsync(database));
        return new(server, connectionString, uri, () => _isLoaded = false);
    }

    /// <summary>The comparison of the pair as recorded. Ask before anything is changed.</summary>
    internal Task<IReadOnlyList<MappingResult>> ResultsAsync() => _results.Value;

    /// <summary>What differs in the pair as recorded. Ask before anything is changed.</summary>
    internal async Task<IReadOnlyList<string>> DifferencesAsync() => ComparedPair.Differences(await ResultsAsync());

    // Tables and generated columns as the platform has them. No keys: the tables that the rows refer to are not recorded.
    private static async Task FillAsync(NpgsqlConnection connection)
    {
        await RecordedCatalogue.Of(Path.Combine(SharedFacts.Folder, "written-2026-04"))!.CreateTablesAsync(connection);
        var sequence = Csv.Read(Path.Combine(Folder, "postgres", "sequences.csv")).Single();
        await ExecuteAsync(connection, $"SELECT setval('global_seq_id', {sequence["last_value"]})");
        foreach (var name in Schema.Migrations(Platform.Newest))
            await ExecuteAsync(
                connection,
                $"""INSERT INTO "SchemaMigration" (id, "finishedAt", "migrationName") VALUES ('{name}', '2026-11-28', '{name}')""");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, "postgres"), "*.csv"))
            if (Path.GetFileName(file) != "sequences.csv") await RecordedTables.CopyAsync(connection, file);
    }

    private static async Task FillAsync(ClickHouseServer server)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, "clickhouse"), "*.csv"))
        {
            await using var rows = File.OpenRead(file);
            var table = Path.GetFileNameWithoutExtension(file);
            await server.InsertAsync($"INSERT INTO analytics_internal.{table} FORMAT CSVWithNames", rows, CancellationToken.None);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // The tests' own statements.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Both databases, for one test to read and to change.</summary>
/// <param name="server">ClickHouse.</param>
/// <param name="database">PostgreSQL, as Npgsql has it.</param>
/// <param name="databaseUri">PostgreSQL, as an operator names it.</param>
/// <param name="changed">Told before ClickHouse is changed.</param>
internal sealed class RecordedPair(ClickHouseServer server, string database, string databaseUri, Action changed)
{
    /// <summary>PostgreSQL's connection string.</summary>
    public string Database => database;

    /// <summary>PostgreSQL's address, as a value of <c>INTEGRITY_DATABASE</c>.</summary>
    public string DatabaseUri => databaseUri;

    /// <summary>ClickHouse: its address, user and password.</summary>
    public ClickHouseServer ClickHouse => server;

    /// <summary>Changes rows of PostgreSQL.</summary>
    public async Task ChangeAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
#pragma warning disable CA2100 // The tests' own statements.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Removes all rows of ClickHouse.</summary>
    public async Task ResetClickHouseAsync()
    {
        changed();
        await server.ResetAsync(CancellationToken.None);
    }

    /// <summary>Changes rows of ClickHouse with one statement.</summary>
    public async Task ChangeClickHouseAsync(string sql)
    {
        changed();
        await server.ExecuteAsync(sql, CancellationToken.None);
    }
}

/// <summary>Tests over a recorded pair; they share the servers, so they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class RecordedPairCollection : ICollectionFixture<RecordedPairs>
{
    public const string Name = "recorded pair of databases";
}
