using System.Runtime.CompilerServices;
using IntegrityTests.Deployment.Records;
using Npgsql;
using NpgsqlTypes;
using Polly;
using Polly.Retry;

namespace IntegrityTests.Deployment.Database;

/// <summary>
/// One of the two witnesses: a PostgreSQL database, read and never written. Every session is read-only by its start-up parameters, so
/// that not even a reset of the session makes it writable.
/// </summary>
public sealed class ReplicaDatabase : IAsyncDisposable
{
    private const string ReadOnlySession = "-c default_transaction_read_only=on -c statement_timeout=120000";

    private readonly string _connectionString;

    private readonly ResiliencePipeline _retries = new ResiliencePipelineBuilder().AddRetry(Retries(DatabaseFailure.IsPassing)).Build();

    private NpgsqlDataSource _source;

    private ReplicaDatabase(string connectionString, NpgsqlDataSource source, StoredSchema schema, bool isStandby)
    {
        _connectionString = connectionString;
        _source = source;
        Schema = schema;
        IsStandby = isStandby;
    }

    /// <summary>The most that a query over the whole database may take: 10 minutes.</summary>
    public static TimeSpan LongQuery => LongReading.Limit;

    /// <summary>The tables and columns that this database has.</summary>
    public StoredSchema Schema { get; }

    /// <summary>Whether the server is in recovery: a standby, which nobody can write to.</summary>
    public bool IsStandby { get; }

    /// <summary>Connects, makes sure that sessions are read-only, and reads the schema.</summary>
    /// <param name="connectionString">Where it is, and who reads.</param>
    /// <param name="cancel">Cancels connecting and reading.</param>
    /// <param name="connected">Called when the server has accepted a session, before anything is read.</param>
    /// <exception cref="DatabaseUnavailableException">
    /// It cannot be reached or used; the message says why and what to do, and holds no secret.
    /// </exception>
    public static async Task<ReplicaDatabase> OpenAsync(string connectionString, CancellationToken cancel, Action? connected = null)
    {
        var readOnly = ReadOnly(connectionString);
        var source = NpgsqlDataSource.Create(readOnly);
        ReplicaDatabase? opened = null;
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            connected?.Invoke();
            await RequireReadOnlyAsync(connection, cancel);
            var isStandby = await ScalarAsync<bool>(connection, "SELECT pg_is_in_recovery()", cancel);
            return opened = new ReplicaDatabase(readOnly, source, await ReadSchemaAsync(connection, cancel), isStandby);
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
                foreach (var (name, value) in parameters) command.Parameters.Add(Parameter(name, value));
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
        foreach (var (name, value) in parameters) command.Parameters.Add(Parameter(name, value));
        await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SchemaOnly, cancel);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    /// <summary>
    /// Runs a long query in a read-only transaction, at most <see cref="LongQuery"/> long, and hands over its rows as they come, so that
    /// none is kept. A failure that passes is tried again as long as no row has come.
    /// </summary>
    /// <param name="sql">The query.</param>
    /// <param name="read">Gets each row.</param>
    /// <param name="mayUseIndexes">
    /// Whether rows may be found by an index. Otherwise whole tables are read, so that a damaged index hides nothing.
    /// </param>
    /// <param name="cancel">Cancels the query.</param>
    /// <param name="parameters">What the query names.</param>
    public async Task ReadAsync(
        string sql,
        Action<NpgsqlDataReader> read,
        bool mayUseIndexes,
        CancellationToken cancel,
        params (string Name, object Value)[] parameters)
    {
        var rows = 0L;
        var pipeline = new ResiliencePipelineBuilder()
            .AddRetry(Retries(exception => rows == 0 && DatabaseFailure.IsPassing(exception)))
            .Build();
        await pipeline.ExecuteAsync(
            async token =>
            {
                await using var reading = await LongReading.BeginAsync(_source, sql, mayUseIndexes, Parameters(parameters), token);
                for (; await reading.Rows.ReadAsync(token); rows++) read(reading.Rows);
            },
            cancel);
    }

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
        await using var reading = await _retries.ExecuteAsync(
            token => LongReading.BeginAsync(_source, sql, mayUseIndexes: true, Parameters(parameters), token), cancel);
        while (await reading.Rows.ReadAsync(cancel)) yield return map(reading.Rows);
    }

    /// <summary>
    /// Closes the idle connections, and those in use when their query ends. The database can still be read: each query opens a connection
    /// of its own and closes it.
    /// </summary>
    public void Retire()
    {
        var builder = new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false };
        // Not disposed: a query that is about to connect still has it. Without connections it holds nothing.
        Interlocked.Exchange(ref _source, NpgsqlDataSource.Create(builder)).Clear();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static RetryStrategyOptions Retries(Func<NpgsqlException, bool> isPassing) => new()
    {
        ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>(isPassing),
        MaxRetryAttempts = 3,
        Delay = TimeSpan.FromMilliseconds(200),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
    };

    private static IEnumerable<NpgsqlParameter> Parameters((string Name, object Value)[] parameters) =>
        parameters.Select(parameter => Parameter(parameter.Name, parameter.Value));

    private static NpgsqlParameter Parameter(string name, object value) => value is StoredTime time
        ? new NpgsqlParameter(name, NpgsqlDbType.Timestamp) { Value = time.Microseconds }
        : new NpgsqlParameter(name, value);

    private static string ReadOnly(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "IntegrityTests", MaxPoolSize = 10 };
        builder.Options = string.Join(' ', new[] { builder.Options, ReadOnlySession }.Where(o => !string.IsNullOrWhiteSpace(o)));
        return builder.ConnectionString;
    }

    private static async Task RequireReadOnlyAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (await ScalarAsync<string>(connection, "SHOW default_transaction_read_only", cancel) == "on") return;
        throw new DatabaseUnavailableException(
            "The database session is not read-only although it was asked for: a connection pooler may drop start-up options. "
            + "Expected a direct connection to the replica; nothing was read.");
    }

    private static async Task<StoredSchema> ReadSchemaAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        const string Sql = """
            SELECT c.relname::text, a.attname::text
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY(current_schemas(false)) AND c.relkind IN ('r', 'p', 'v', 'f') AND a.attnum > 0 AND NOT a.attisdropped
            """;
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var columns = new List<(string, string)>();
        while (await reader.ReadAsync(cancel)) columns.Add((reader.GetString(0), reader.GetString(1)));
        return new StoredSchema(columns);
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancel))!;
    }
}
