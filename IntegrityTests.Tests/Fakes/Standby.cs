using System.Diagnostics;
using System.Globalization;
using Npgsql;
using SampleDeployment.Postgres;

namespace IntegrityTests.Tests.Fakes;

/// <summary>A hot standby of a private cluster. Its replay can be halted, so that it stays behind as long as a test needs.</summary>
internal sealed class Standby : IAsyncDisposable
{
    // The cluster is stopped for a moment, so a copy of its files is a backup; what it wrote with wal_level = minimal is of no use to one.
    private const string Script = """
        set -e
        folder=$1 bin=$2 port=$3 standby_port=$4 password=$5
        exec >>"$folder/log" 2>&1
        printf 'wal_level = replica\nmax_wal_senders = 4\n' >>"$folder/data/postgresql.conf"
        "$bin/pg_ctl" restart --pgdata="$folder/data" --options="-p $port" --mode=fast --wait
        "$bin/pg_ctl" stop --pgdata="$folder/data" --mode=fast --wait
        cp -R "$folder/data" "$folder/standby"
        chmod 700 "$folder/standby"
        touch "$folder/standby/standby.signal"
        printf "primary_conninfo = 'host=127.0.0.1 port=%s user=postgres password=%s'\n" "$port" "$password" \
            >>"$folder/standby/postgresql.conf"
        "$bin/pg_ctl" start --pgdata="$folder/data" --options="-p $port" --wait
        "$bin/pg_ctl" start --pgdata="$folder/standby" --options="-p $standby_port" --wait
        """;

    private readonly PrivateCluster _primary;
    private readonly string _binaries;
    private readonly int _port;

    private Standby(PrivateCluster primary, string binaries, int port) => (_primary, _binaries, _port) = (primary, binaries, port);

    /// <summary>Makes one. The cluster is restarted for it, so nothing may be connected.</summary>
    public static async Task<Standby> OfAsync(PrivateCluster primary)
    {
        await using (var pooled = new NpgsqlConnection(primary.ConnectionString("postgres"))) NpgsqlConnection.ClearPool(pooled);
        var binaries = ServerBinaries.Find()!.Folder;
        var port = FreePorts.Take(1)[0];
        var password = new NpgsqlConnectionStringBuilder(primary.ConnectionString("postgres")).Password!;
        await RunAsync(Script, primary.Folder, binaries, Number(primary.Port), Number(port), password);
        return new Standby(primary, binaries, port);
    }

    /// <summary>How a database of the cluster is opened on the standby.</summary>
    /// <param name="connection">How it is opened on the cluster.</param>
    public string ConnectionString(string connection) =>
        new NpgsqlConnectionStringBuilder(connection) { Port = _port, Pooling = false }.ConnectionString;

    /// <summary>Halts the replay; what the cluster writes is still received.</summary>
    public void Halt() => Execute("SELECT pg_wal_replay_pause()");

    /// <summary>Lets the replay go on.</summary>
    public void GoOn() => Execute("SELECT pg_wal_replay_resume()");

    /// <summary>Waits until all is received that the cluster has written by now.</summary>
    public Task ReceiveAsync() => UntilAsync("pg_last_wal_receive_lsn()");

    /// <summary>Waits until all is replayed that the cluster has written by now.</summary>
    public Task FollowAsync() => UntilAsync("pg_last_wal_replay_lsn()");

    public async ValueTask DisposeAsync() => await RunAsync(
        """exec "$2/pg_ctl" stop --pgdata="$1/standby" --mode=immediate --wait --silent""", _primary.Folder, _binaries);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task RunAsync(string script, params string[] arguments)
    {
        var start = UnprivilegedUser.Current().Start("/bin/sh", ["-c", script, "standby", .. arguments]);
        start.WorkingDirectory = "/";
        using var shell = Process.Start(start)!;
        await shell.WaitForExitAsync();
        if (shell.ExitCode != 0) throw new InvalidOperationException($"The standby's script failed; see the log in {arguments[0]}.");
    }

    private async Task UntilAsync(string position)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var written = Scalar(_primary.ConnectionString("postgres") + ";Pooling=false", "SELECT pg_current_wal_lsn()::text");
        var sql = $"SELECT coalesce({position} >= '{written}'::pg_lsn, false)";
        while (Scalar(ConnectionString(_primary.ConnectionString("postgres")), sql) is not true)
            await Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token);
    }

    private void Execute(string sql) => Scalar(ConnectionString(_primary.ConnectionString("postgres")), sql);

    private static object? Scalar(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Sentences of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
