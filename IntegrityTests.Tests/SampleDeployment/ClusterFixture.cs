using SampleDeployment.Data;
using SampleDeployment.Postgres;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>One private PostgreSQL for all tests that need a database; each takes a copy of a prepared one.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    /// <summary>Tables, constraints and indexes, but no rows.</summary>
    internal const string Empty = "empty";

    private readonly Lazy<Task> _sample;
    private int _databases;

    public ClusterFixture() => _sample = new(() =>
        SampleDatabases.CreateAsync(Cluster, Plans.Default, AdminCalls.Key, CancellationToken.None));

    internal PrivateCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Cluster = await PrivateCluster.StartAsync(CancellationToken.None);
        await Cluster.CreateDatabaseAsync(Empty);
        await using var connection = new Npgsql.NpgsqlConnection(Cluster.ConnectionString(Empty) + ";Pooling=false");
        await connection.OpenAsync();
        await Schema.CreateTablesAsync(connection, CancellationToken.None);
        await Schema.AddConstraintsAsync(connection, CancellationToken.None);
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

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
