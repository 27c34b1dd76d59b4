using System.Data;
using IntegrityTests.Deployment.Records;
using Npgsql;
using NpgsqlTypes;

namespace IntegrityTests.Deployment.Database;

/// <summary>A read-only transaction for queries over many rows, on a connection of its own.</summary>
internal sealed class ReadTransaction : IQueries, IAsyncDisposable
{
    // Room to join and count a million rows without temporary files. A copy that was just restored has no statistics, from which the
    // planner concludes that all tables are small and nested loops cheap.
    private static readonly string Settings =
        $"SET LOCAL statement_timeout = {(long)ReplicaDatabase.LongQuery.TotalMilliseconds}; SET LOCAL transaction_read_only = on; "
        + "SET LOCAL work_mem = '64MB'; SET LOCAL enable_nestloop = off; SET LOCAL jit = off";

    // Where whole tables are read, hashing them costs a half to a sixth of sorting them for a merge (measured over a million users); the
    // planner thinks otherwise where a table is larger than work_mem. Workers would each hash the same table again.
    private const string NoIndexes =
        "SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_bitmapscan = off; "
        + "SET LOCAL enable_seqscan = on; SET LOCAL enable_mergejoin = off; SET LOCAL max_parallel_workers_per_gather = 0";

    private const string CanonicalTexts =
        "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres'; "
        + "SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL lc_monetary = 'C'; SET LOCAL row_security = off";

    private readonly WarmSessions _sessions;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private ReadTransaction(WarmSessions sessions, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_sessions, _connection, _transaction) = (sessions, connection, transaction);

    /// <summary>Begins one.</summary>
    /// <param name="sessions">Where its session comes from.</param>
    /// <param name="level">
    /// <see cref="IsolationLevel.RepeatableRead"/>: all of its queries see the database as it is at the first of them.
    /// </param>
    /// <param name="cancel">Cancels connecting.</param>
    public static async ValueTask<ReadTransaction> BeginAsync(WarmSessions sessions, IsolationLevel level, CancellationToken cancel)
    {
        var connection = await sessions.TakeAsync(cancel);
        try
        {
            var begun = new ReadTransaction(sessions, connection, await connection.BeginTransactionAsync(level, cancel));
            await begun.SetAsync(Settings, cancel);
            return begun;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A parameter as PostgreSQL reads it.</summary>
    public static NpgsqlParameter Parameter(string name, object value) => value is StoredTime time
        ? new NpgsqlParameter(name, NpgsqlDbType.Timestamp) { Value = time.Microseconds }
        : new NpgsqlParameter(name, value);

    /// <summary>From now on tables are read as they are: what an index lacks is found all the same.</summary>
    public Task WithoutIndexesAsync(CancellationToken cancel) => SetAsync(NoIndexes, cancel);

    /// <summary>
    /// From now on values are written as text in the one form that every server has, whatever its own settings are, and rows that the user
    /// may not see are an error.
    /// </summary>
    public Task WithCanonicalTextsAsync(CancellationToken cancel) => SetAsync(CanonicalTexts, cancel);

    /// <summary>A name by which other transactions can see what this one sees, as long as it lasts.</summary>
    public async Task<string> ExportAsync(CancellationToken cancel) =>
        (await QueryAsync("SELECT pg_export_snapshot()", row => row.GetString(0), cancel))[0];

    /// <summary>Sees what another transaction sees. It must come before the first query.</summary>
    /// <param name="exported">The name that <see cref="ExportAsync"/> gave.</param>
    /// <param name="cancel">Cancels it.</param>
    public Task SeeAsAsync(string exported, CancellationToken cancel) =>
        SetAsync($"SET TRANSACTION SNAPSHOT '{exported.Replace("'", "''", StringComparison.Ordinal)}'", cancel);

    /// <summary>A query in it.</summary>
    public NpgsqlCommand Command(string sql, params (string Name, object Value)[] parameters)
    {
        var command = new NpgsqlCommand(sql, _connection) { CommandTimeout = 0 };
        foreach (var (name, value) in parameters) command.Parameters.Add(Parameter(name, value));
        return command;
    }

    /// <summary>Hands over the rows of a query as they come, so that none is kept.</summary>
    public async Task ReadAsync(
        string sql, Action<NpgsqlDataReader> read, CancellationToken cancel, params (string Name, object Value)[] parameters)
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) read(reader);
    }

    /// <inheritdoc/>
    public async Task<List<T>> QueryAsync<T>(
        string sql, Func<NpgsqlDataReader, T> map, CancellationToken cancel, params (string Name, object Value)[] parameters)
    {
        var rows = new List<T>();
        await ReadAsync(sql, row => rows.Add(map(row)), cancel, parameters);
        return rows;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _sessions.ReturnAsync(_connection);
    }

    private async Task SetAsync(string settings, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(settings, _connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
