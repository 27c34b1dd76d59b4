using IntegrityTests.Deployment.Database;
using Npgsql;
using SampleDeployment.Data;
using SampleDeployment.Postgres;
using Xunit;

namespace IntegrityTests.Tests.Fakes;

/// <summary>
/// A private PostgreSQL with one database that tests share, each in a tenancy of its own. It has the tables without their constraints, so
/// that every damage can be stored.
/// </summary>
public sealed class DatabaseFixture : IAsyncLifetime
{
    private const string Tables = "tables";
    private int _copies;

    internal PrivateCluster Cluster { get; private set; } = null!;

    internal StoredRows Shared { get; private set; } = null!;

    internal ReplicaDatabase Database { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Cluster = await PrivateCluster.StartAsync(CancellationToken.None);
        await Cluster.CreateDatabaseAsync(Tables);
        await using (var connection = new NpgsqlConnection(Cluster.ConnectionString(Tables) + ";Pooling=false"))
        {
            await connection.OpenAsync();
            await Schema.CreateTablesAsync(connection, CancellationToken.None);
        }

        Shared = await CopyAsync();
        Database = await Shared.OpenAsync();
    }

    public async Task DisposeAsync()
    {
        if (Database is not null) await Database.DisposeAsync();
        await Cluster.DisposeAsync();
    }

    /// <summary>A database with empty tables for one test to change.</summary>
    internal async Task<StoredRows> CopyAsync()
    {
        var name = $"copy_{Interlocked.Increment(ref _copies)}";
        await Cluster.CreateDatabaseAsync(name, Tables);
        return new StoredRows(Cluster.ConnectionString(name));
    }
}
