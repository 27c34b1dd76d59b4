using SampleDeployment;
using SampleDeployment.Data;
using SampleDeployment.Postgres;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>
/// One private PostgreSQL for all tests that need a database of the reference version, and one for those of another version; each test
/// takes a copy of a prepared database.
/// </summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    /// <summary>Tables, constraints and indexes, but no rows.</summary>
    internal const string Empty = "empty";

    private readonly Platform _platform;
    private readonly Lazy<Task> _sample;
    private readonly Lazy<Task<ClusterFixture>> _newest;
    private int _databases;

    public ClusterFixture()
        : this(Platform.Reference)
    {
    }

    private ClusterFixture(Platform platform)
    {
        _platform = platform;
        _sample = new(() => SampleDatabases.CreateAsync(
            Cluster, platform, Plans.Of(platform), AdminCalls.Key, SampleClock.Default, CancellationToken.None));
        _newest = new(async () =>
        {
            var newest = new ClusterFixture(Platform.Newest);
            await newest.InitializeAsync();
            return newest;
        });
    }

    internal PrivateCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Cluster = await PrivateCluster.StartAsync(CancellationToken.None);
        await Cluster.CreateDatabaseAsync(Empty);
        await using var connection = new Npgsql.NpgsqlConnection(Cluster.ConnectionString(Empty) + ";Pooling=false");
        await connection.OpenAsync();
        await Schema.CreateTablesAsync(connection, _platform, CancellationToken.None);
        await Schema.AddConstraintsAsync(connection, _platform, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (_newest.IsValueCreated)
            await (await _newest.Value).DisposeAsync();
        await Cluster.DisposeAsync();
    }

    /// <summary>The same for a version of the platform.</summary>
    internal Task<ClusterFixture> OfAsync(Platform platform) => platform == _platform ? Task.FromResult(this) : _newest.Value;

    /// <summary>Generates the default data set, if no test has asked for it yet.</summary>
    internal Task EnsureSampleDataAsync() => _sample.Value;

    /// <summary>A new database, with the tables or as a copy, for one test to change; gives its connection string.</summary>
    internal async Task<string> CreateDatabaseAsync(string template = Empty)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await Cluster.CreateDatabaseAsync(name, template);
        return Cluster.ConnectionString(name);
    }
}
