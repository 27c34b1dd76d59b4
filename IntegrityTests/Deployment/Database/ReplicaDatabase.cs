using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
using Polly;
using Polly.Retry;

namespace IntegrityTests.Deployment.Database;

/// <summary>
/// One of the two witnesses: a PostgreSQL database, read and never written. Every session is read-only by its start-up parameters, so
/// that not even a reset of the session makes it writable.
/// </summary>
public sealed class ReplicaDatabase : IQueries, IAsyncDisposable
{
    private readonly string _connectionString;

    private readonly ResiliencePipeline _retries = new ResiliencePipelineBuilder().AddRetry(Retries(DatabaseFailure.IsPassing)).Build();

    private NpgsqlDataSource _source;
    private WarmSessions _sessions;

    private ReplicaDatabase(string connectionString, NpgsqlDataSource source, StoredSchema schema, bool isStandby)
    {
        _connectionString = connectionString;
        _source = source;
        _sessions = new WarmSessions(source);
        Schema = schema;
        Census = new RowCensus(this);
        IsStandby = isStandby;
    }

    /// <summary>The most that a query over the whole database may take: 10 minutes.</summary>
    public static TimeSpan LongQuery => TimeSpan.FromMinutes(10);

    /// <summary>The tables and columns that this database has.</summary>
    public StoredSchema Schema { get; }

    /// <summary>Whether the server keeps text without knowing its encoding, so that it has never verified it.</summary>
    public bool IsUnencoded { get; private init; }

    /// <summary>Whether the server is in recovery: a standby, which nobody can write to.</summary>
    public bool IsStandby { get; }

    /// <summary>How many rows there are, by the tables themselves.</summary>
    internal RowCensus Census { get; }

    /// <summary>Rows that an index was found to lack.</summary>
    internal HiddenRows Hidden { get; } = new();

    /// <summary>Connects, makes sure that sessions are read-only, and reads the schema.</summary>
    /// <param name="connectionString">Where it is, and who reads.</param>
    /// <param name="cancel">Cancels connecting and reading.</param>
    /// <param name="connected">Called when the server has accepted a session, before anything is read.</param>
    /// <exception cref="DatabaseUnavailableException">
    /// It cannot be reached or used; the message says why and what to do, and holds no secret.
    /// </exception>
    public static async Task<ReplicaDatabase> OpenAsync(string connectionString, CancellationToken cancel, Action? connected = null)
    {
        var readOnly = ReadOnlySession.Of(connectionString);
        var source = NpgsqlDataSource.Create(readOnly);
        ReplicaDatabase? opened = null;
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            connected?.Invoke();
            await ReadOnlySession.RequireAsync(connection, cancel);
            var isUnencoded = await ReadOnlySession.IsUnencodedAsync(connection, cancel);
            if (isUnencoded)
            {
                readOnly = ReadOnlySession.Unencoded(readOnly);
                await source.DisposeAsync();
                source = NpgsqlDataSource.Create(readOnly);
            }

            var isStandby = await ReadOnlySession.IsStandbyAsync(connection, cancel);
            return opened = new ReplicaDatabase(readOnly, source, await StoredSchema.ReadAsync(connection, cancel), isStandby)
            {
                IsUnencoded = isUnencoded,
            };
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or InvalidOperationException or ArgumentException
            or System.Net.Sockets.SocketException)
        {
            throw new DatabaseUnavailableException(DatabaseFailure.Explain(exception, connectionString));
        }
        finally
        {
            // Whatever kept it from being opened, a stop included: its connections must not stay behind.
            if (opened is null) await source.DisposeAsync();
        }
    }

    /// <summary>Runs a query and maps its rows. Failures that pass (a recovery conflict, a dropped connection) are tried again.</summary>
    public async Task<List<T>> QueryAsync<T>(
        string sql, Func<NpgsqlDataReader, T> map, CancellationToken cancel, params (string Name, object Value)[] parameters) =>
        await _retries.ExecuteAsync(
            async token =>
            {
                await using var command = _source.CreateCommand(sql);
                foreach (var (name, value) in parameters) command.Parameters.Add(ReadTransaction.Parameter(name, value));
                await using var reader = await command.ExecuteReaderAsync(token);
                var rows = new List<T>();
                while (await reader.ReadAsync(token)) rows.Add(map(reader));
                return rows;
            },
            cancel);

    /// <summary>The names of the columns that a query would return; it is not run.</summary>
    /// <exception cref="PostgresException">The query is wrong, or the database does not have what it reads.</exception>
    public async Task<IReadOnlyList<string>> ColumnsAsync(
        string sql, CancellationToken cancel, params (string Name, object Value)[] parameters)
    {
        await using var command = _source.CreateCommand(sql);
        foreach (var (name, value) in parameters) command.Parameters.Add(ReadTransaction.Parameter(name, value));
        await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SchemaOnly, cancel);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    /// <summary>
    /// Runs a long query in a read-only transaction, at most <see cref="LongQuery"/> long, and hands over its rows as they come, so that
    /// none is kept. A failure that passes is tried again as long as no row has come.
    /// </summary>
    public Task ReadAsync(
        string sql, Action<NpgsqlDataReader> read, CancellationToken cancel, params (string Name, object Value)[] parameters) =>
        ReadAllAsync(sql, read, withIndexes: true, parameters, cancel);

    /// <summary>As <see cref="ReadAsync"/>, but reads the tables themselves and no index, which may lack rows.</summary>
    public Task ScanAsync(
        string sql, Action<NpgsqlDataReader> read, CancellationToken cancel, params (string Name, object Value)[] parameters) =>
        ReadAllAsync(sql, read, withIndexes: false, parameters, cancel);

    /// <summary>
    /// As <see cref="ReadAsync"/>, for a reader that asks for the rows one by one. A failure that passes is tried again until the server
    /// has begun to answer.
    /// </summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        string sql,
        Func<NpgsqlDataReader, T> map,
        [EnumeratorCancellation] CancellationToken cancel,
        params (string Name, object Value)[] parameters)
    {
        await using var reading = await _retries.ExecuteAsync(token => Reading.BeginAsync(_sessions, sql, parameters, token), cancel);
        while (await reading.Rows.ReadAsync(cancel)) yield return map(reading.Rows);
    }

    /// <summary>Begins a read-only transaction whose queries all see the database as it is at the first of them.</summary>
    internal ValueTask<ReadTransaction> AtOneMomentAsync(CancellationToken cancel) => _retries.ExecuteAsync(
        token => ReadTransaction.BeginAsync(_sessions, IsolationLevel.RepeatableRead, token), cancel);

    /// <summary>
    /// Closes the idle connections, and those in use when their query ends. The database can still be read: each query opens a connection
    /// of its own and closes it.
    /// </summary>
    public void Retire()
    {
        var builder = new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false };
        var single = NpgsqlDataSource.Create(builder);
        var each = new WarmSessions(single);
        each.Close();
        var warm = Interlocked.Exchange(ref _sessions, each);
        // Not disposed: a query that is about to connect still has it. Without connections it holds nothing.
        var pool = Interlocked.Exchange(ref _source, single);
        warm.Close();
        pool.Clear();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _sessions.Close();
        return _source.DisposeAsync();
    }

    private async Task ReadAllAsync(
        string sql, Action<NpgsqlDataReader> read, bool withIndexes, (string Name, object Value)[] parameters, CancellationToken cancel)
    {
        var rows = 0L;
        var pipeline = new ResiliencePipelineBuilder()
            .AddRetry(Retries(exception => rows == 0 && DatabaseFailure.IsPassing(exception)))
            .Build();
        await pipeline.ExecuteAsync(
            async token =>
            {
                await using var transaction = await ReadTransaction.BeginAsync(_sessions, IsolationLevel.ReadCommitted, token);
                if (!withIndexes) await transaction.WithoutIndexesAsync(token);
                await transaction.ReadAsync(
                    sql,
                    row =>
                    {
                        rows++;
                        read(row);
                    },
                    token,
                    parameters);
            },
            cancel);
    }

    private static RetryStrategyOptions Retries(Func<NpgsqlException, bool> isPassing) => new()
    {
        ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>(isPassing),
        MaxRetryAttempts = 3,
        Delay = TimeSpan.FromMilliseconds(200),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
    };

    /// <summary>A long query while its rows are read.</summary>
    private sealed record Reading(ReadTransaction Transaction, NpgsqlCommand Command, NpgsqlDataReader Rows) : IAsyncDisposable
    {
        public static async ValueTask<Reading> BeginAsync(
            WarmSessions sessions, string sql, (string Name, object Value)[] parameters, CancellationToken cancel)
        {
            var transaction = await ReadTransaction.BeginAsync(sessions, IsolationLevel.ReadCommitted, cancel);
            try
            {
                var command = transaction.Command(sql, parameters);
                return new Reading(transaction, command, await command.ExecuteReaderAsync(cancel));
            }
            catch
            {
                await transaction.DisposeAsync();
                throw;
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Rows.DisposeAsync();
            await Command.DisposeAsync();
            await Transaction.DisposeAsync();
        }
    }
}
