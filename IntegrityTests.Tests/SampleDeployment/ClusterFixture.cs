using SampleDeployment.Data;
using SampleDeployment.Postgres;
using Xunit;

namespace IntegrityTests.Tests.SampleDeployment;

/// <summary>One private PostgreSQL for all tests that need a database; each takes a copy of a prepared one.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    /// <summary>Tables, constraints and indexes, but no rows.</summary>
    internal const string Empty = "empty";

    private int _databases;

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

    /// <summary>A new database with the tables, for one test to fill; gives its connection string.</summary>
    internal async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await Cluster.CreateDatabaseAsync(name, Empty);
        return Cluster.ConnectionString(name);
    }
}
