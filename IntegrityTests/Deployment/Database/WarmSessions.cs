using System.Collections.Concurrent;
using System.Data;
using Npgsql;

namespace IntegrityTests.Deployment.Database;

/// <summary>
/// Sessions for queries over whole tables, the one that was used last first. A server reads what it knows about tables and indexes once
/// per session; a pool that goes through its sessions in turn makes it read all of that in each of them.
/// </summary>
/// <param name="source">Where new sessions come from.</param>
internal sealed class WarmSessions(NpgsqlDataSource source)
{
    // As many invariants as run at the same time. More go back to where they came from.
    private const int MostIdle = 2;

    private readonly ConcurrentStack<NpgsqlConnection> _idle = new();
    private volatile bool _isClosed;

    /// <summary>An open session that nobody else has.</summary>
    public async ValueTask<NpgsqlConnection> TakeAsync(CancellationToken cancel) =>
        _idle.TryPop(out var connection) ? connection : await source.OpenConnectionAsync(cancel);

    /// <summary>Takes it back, without a transaction.</summary>
    public async ValueTask ReturnAsync(NpgsqlConnection connection)
    {
        if (_isClosed || connection.State != ConnectionState.Open || _idle.Count >= MostIdle)
        {
            await connection.DisposeAsync();
            return;
        }

        _idle.Push(connection);
        if (_isClosed) Close();
    }

    /// <summary>Gives back what is idle, and everything that is returned from now on.</summary>
    public void Close()
    {
        _isClosed = true;
        while (_idle.TryPop(out var connection)) connection.Dispose();
    }
}
