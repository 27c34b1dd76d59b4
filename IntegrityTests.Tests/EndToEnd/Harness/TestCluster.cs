using System.Collections.Concurrent;
using Npgsql;
using SampleDeployment.Postgres;

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>
/// A private PostgreSQL on which each test has databases of its own: to start a server costs more than most tests. It starts when the first
/// of them needs it, and ends with this process.
/// </summary>
internal static class TestCluster
{
    private static readonly Lazy<Task<PrivateCluster>> Server = new(() => PrivateCluster.StartAsync(CancellationToken.None));
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new(StringComparer.Ordinal);
    private static int _databases;

    /// <summary>Creates a database that <paramref name="fill"/> fills; copies can be made of it.</summary>
    public static async Task<string> CreateAsync(string name, Func<NpgsqlConnection, Task> fill)
    {
        var database = NewName(name);
        await (await Server.Value).CreateDatabaseAsync(database);
        await using var connection = await OpenAsync(database);
        await fill(connection);
        return database;
    }

    /// <summary>A database that is filled once for all tests: take a copy, because nobody may change it or be connected to it.</summary>
    /// <param name="key">What it holds.</param>
    /// <param name="fill">Fills it.</param>
    public static Task<string> TemplateAsync(string key, Func<NpgsqlConnection, Task> fill) =>
        Templates.GetOrAdd(key, _ => new(() => CreateAsync("template", fill))).Value;

    /// <summary>Copies a database for one test.</summary>
    public static async Task<string> CopyAsync(string template)
    {
        var database = NewName("copy");
        await (await Server.Value).CreateDatabaseAsync(database, template);
        return database;
    }

    /// <summary>A session that keeps nobody from copying the database once it is closed.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(string database)
    {
        var connection = new NpgsqlConnection(await ConnectionStringAsync(database) + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Where a pool of sessions is opened. Nobody may copy the database before the pool is disposed.</summary>
    public static async Task<string> ConnectionStringAsync(string database) => (await Server.Value).ConnectionString(database);

    /// <summary>How an operator names the database.</summary>
    public static async Task<string> UriAsync(string database) => (await Server.Value).ConnectionUri(database);

    private static string NewName(string name) => $"{name}_{Interlocked.Increment(ref _databases)}";
}
