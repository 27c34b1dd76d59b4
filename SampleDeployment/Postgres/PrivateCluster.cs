using System.Security.Cryptography;
using Npgsql;

namespace SampleDeployment.Postgres;

/// <summary>
/// A PostgreSQL cluster of our own: on loopback, in a temporary folder, gone when disposed or when this process ends,
/// however it ends.
/// </summary>
internal sealed class PrivateCluster : IAsyncDisposable
{
    private readonly Watchdog _watchdog;
    private readonly string _password;

    private PrivateCluster(Watchdog watchdog, string password)
    {
        _watchdog = watchdog;
        _password = password;
    }

    /// <summary>The folder that holds the cluster while it runs.</summary>
    public string Folder => _watchdog.Folder;

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port => _watchdog.Port;

    /// <summary>Finds (or installs) the server binaries, removes what dead owners left, and starts a cluster.</summary>
    /// <exception cref="PrivateClusterException">There are no binaries, or the server does not start.</exception>
    public static async Task<PrivateCluster> StartAsync(CancellationToken cancel)
    {
        var binaries = ServerBinaries.Find() ?? await ServerInstaller.InstallAsync(cancel);
        var user = UnprivilegedUser.Current();
        await StaleClusters.RemoveAsync(binaries, user, cancel);

        var password = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return new(await Watchdog.StartAsync(binaries, user, password, cancel), password);
    }

    /// <summary>Npgsql keywords for a superuser session of one database.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = "postgres",
        Password = _password,
        Database = database,
    }.ConnectionString;

    /// <summary>The same as a <c>postgres://</c> URI.</summary>
    public string ConnectionUri(string database) =>
        $"postgres://postgres:{_password}@127.0.0.1:{Port}/{Uri.EscapeDataString(database)}";

    /// <summary>Creates a database, as a copy of <paramref name="template"/> if one is named; nobody may be connected to that.</summary>
    public async Task CreateDatabaseAsync(string name, string? template = null, CancellationToken cancel = default)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        // Copying files takes a third of the time that writing each block to the log takes; older servers know nothing else.
        var strategy = connection.PostgreSqlVersion.Major >= 15 ? " STRATEGY file_copy" : "";
#pragma warning disable CA2100 // Names cannot be parameters; they are quoted.
        command.CommandText = $"CREATE DATABASE {Quoted(name)} TEMPLATE {Quoted(template ?? "template0")}{strategy}";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Stops the server and removes its folder.</summary>
    public ValueTask DisposeAsync() => _watchdog.DisposeAsync();

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>A private PostgreSQL cannot be started; the message says why and what to do.</summary>
internal sealed class PrivateClusterException(string message) : Exception(message);
