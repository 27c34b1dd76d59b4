using IntegrityTests.Deployment.Database;
using Npgsql;

namespace IntegrityTests.Snapshots.Tables;

/// <summary>
/// The database at one moment, for several connections at once. Where that moment cannot be kept, as on a standby that needs what it holds
/// back, reading goes on at later moments, range by range.
/// </summary>
internal sealed class TableView : IAsyncDisposable
{
    private const int MaxTries = 3;
    private readonly ReplicaDatabase _database;
    private readonly ReadTransaction _moment;
    private volatile string? _exported;
    private volatile bool _isReleased;

    private TableView(ReplicaDatabase database, ReadTransaction moment, string exported) =>
        (_database, _moment, _exported) = (database, moment, exported);

    /// <summary>Whether all was read at one moment so far.</summary>
    public bool IsOneMoment { get; private set; } = true;

    /// <summary>The database's time at that moment, in UTC; on a standby, that of the last change that it has.</summary>
    public DateTime Now { get; private init; }

    /// <summary>The server's version.</summary>
    public string Server { get; private init; } = "";

    /// <summary>The tables at that moment.</summary>
    public IReadOnlyList<TableShape> Tables { get; private init; } = [];

    public static async Task<TableView> OpenAsync(ReplicaDatabase database, CancellationToken cancel)
    {
        const string Time = """
            SELECT (CASE WHEN pg_is_in_recovery() THEN coalesce(pg_last_xact_replay_timestamp(), now()) ELSE now() END) AT TIME ZONE 'UTC',
                current_setting('server_version')
            """;
        var moment = await database.AtOneMomentAsync(cancel);
        try
        {
            await moment.WithCanonicalTextsAsync(cancel);
            var exported = await moment.ExportAsync(cancel);
            var (now, server) = (await moment.QueryAsync(Time, row => (row.GetDateTime(0), row.GetString(1)), cancel))[0];
            return new TableView(database, moment, exported)
            {
                Now = DateTime.SpecifyKind(now, DateTimeKind.Utc),
                Server = server,
                Tables = await TableShapes.ReadAsync(moment, cancel),
            };
        }
        catch
        {
            await moment.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Reads the rows of a table, and not of an index, in the order of their keys. What is interrupted goes on behind the last row that
    /// came.
    /// </summary>
    public async Task ReadAsync(TableQuery query, int columns, Action<TableRow> read, CancellationToken cancel)
    {
        var row = new TableRow(columns);
        var (rows, before, tries) = (0L, 0L, 0);
        while (true)
        {
            try
            {
                await using var transaction = await BeginAsync(cancel);
                // A row that an index lacks would neither be saved nor missed.
                await transaction.WithoutIndexesAsync(cancel);
                var (sql, parameters) = query.Behind(rows > 0 ? row.Key.ToArray() : null);
                await transaction.ReadAsync(
                    sql,
                    reader =>
                    {
                        query.Read(reader, row);
                        read(row);
                        rows++;
                    },
                    cancel,
                    parameters);
                return;
            }
            catch (NpgsqlException failure) when (IsPassing(failure, rows > before) && (rows > before || tries < MaxTries))
            {
                tries = rows > before ? 0 : tries + 1;
                before = rows;
                Lose();
            }
        }
    }

    /// <summary>Runs a short query.</summary>
    public async Task<List<T>> QueryAsync<T>(
        string sql, Func<NpgsqlDataReader, T> map, CancellationToken cancel, params (string Name, object Value)[] parameters)
    {
        await using var transaction = await BeginAsync(cancel);
        return await transaction.QueryAsync(sql, map, cancel, parameters);
    }

    /// <summary>Keeps the moment no longer: what is read from now on is read as it is then.</summary>
    public ValueTask ReleaseAsync()
    {
        _isReleased = true;
        _exported = null;
        return _moment.DisposeAsync();
    }

    public ValueTask DisposeAsync() => _moment.DisposeAsync();

    private void Lose()
    {
        _exported = null;
        if (!_isReleased) IsOneMoment = false;
    }

    // A table that takes longer than one query may is read on by the next one.
    private static bool IsPassing(NpgsqlException failure, bool hasRows) =>
        DatabaseFailure.IsPassing(failure) || (hasRows && failure is PostgresException { SqlState: PostgresErrorCodes.QueryCanceled });

    private async Task<ReadTransaction> BeginAsync(CancellationToken cancel)
    {
        var transaction = await _database.AtOneMomentAsync(cancel);
        try
        {
            if (_exported is { } exported) await transaction.SeeAsAsync(exported, cancel);
        }
        catch (PostgresException)
        {
            // The transaction that exported it was ended by the server.
            Lose();
            await transaction.DisposeAsync();
            transaction = await _database.AtOneMomentAsync(cancel);
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }

        await transaction.WithCanonicalTextsAsync(cancel);
        return transaction;
    }
}
