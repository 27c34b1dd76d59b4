using Npgsql;
using SampleDeployment.Postgres;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>A private PostgreSQL for the tests of a collection. It starts when the first of them needs it.</summary>
public sealed class TestCluster : IAsyncLifetime
{
    private readonly Lazy<Task<PrivateCluster>> _cluster = new(() => PrivateCluster.StartAsync(CancellationToken.None));
    private int _copies;

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_cluster.IsValueCreated) await (await _cluster.Value).DisposeAsync();
    }

    /// <summary>Creates a database that <paramref name="fill"/> fills; copies can be made of it.</summary>
    internal async Task<string> CreateAsync(string name, Func<NpgsqlConnection, Task> fill)
    {
        await (await _cluster.Value).CreateDatabaseAsync(name);
        await using var connection = await OpenAsync(name);
        await fill(connection);
        return name;
    }

    /// <summary>Copies a database for one test.</summary>
    internal async Task<string> CopyAsync(string template)
    {
        var name = $"{template}_{Interlocked.Increment(ref _copies)}";
        await (await _cluster.Value).CreateDatabaseAsync(name, template);
        return name;
    }

    /// <summary>A session that keeps nobody from copying the database once it is closed.</summary>
    internal async Task<NpgsqlConnection> OpenAsync(string database)
    {
        var connection = new NpgsqlConnection(await ConnectionStringAsync(database) + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Where a pool of sessions is opened. Nobody may copy the database before the pool is disposed.</summary>
    internal async Task<string> ConnectionStringAsync(string database) => (await _cluster.Value).ConnectionString(database);

    /// <summary>How an operator names the database.</summary>
    internal async Task<string> UriAsync(string database) => (await _cluster.Value).ConnectionUri(database);
}
