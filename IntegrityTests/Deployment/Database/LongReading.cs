using Npgsql;

namespace IntegrityTests.Deployment.Database;

/// <summary>A long query in a read-only transaction, while its rows are read.</summary>
internal sealed record LongReading(NpgsqlConnection Connection, NpgsqlTransaction Transaction, NpgsqlCommand Command) : IAsyncDisposable
{
    // A sound table beside a damaged index: what is found by the index would hide what the table has.
    private const string WithoutIndexes =
        "; SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_bitmapscan = off";

    // Room to join and count a million rows without temporary files. A copy that was just restored has no statistics, from which the
    // planner concludes that all tables are small and nested loops cheap.
    private static readonly string Settings =
        $"SET LOCAL statement_timeout = {(long)Limit.TotalMilliseconds}; SET LOCAL transaction_read_only = on; "
        + "SET LOCAL work_mem = '64MB'; SET LOCAL enable_nestloop = off; SET LOCAL jit = off";

    /// <summary>The most that it may take.</summary>
    public static TimeSpan Limit => TimeSpan.FromMinutes(10);

    /// <summary>The rows, as they come.</summary>
    public NpgsqlDataReader Rows { get; private set; } = null!;

    /// <summary>Begins it.</summary>
    /// <param name="source">Where the connection comes from.</param>
    /// <param name="sql">The query.</param>
    /// <param name="mayUseIndexes">Whether rows may be found by an index; otherwise whole tables are read.</param>
    /// <param name="parameters">What the query names.</param>
    /// <param name="cancel">Cancels the query.</param>
    public static async ValueTask<LongReading> BeginAsync(
        NpgsqlDataSource source, string sql, bool mayUseIndexes, IEnumerable<NpgsqlParameter> parameters, CancellationToken cancel)
    {
        var connection = await source.OpenConnectionAsync(cancel);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancel);
            await using (var settings = new NpgsqlCommand(mayUseIndexes ? Settings : Settings + WithoutIndexes, connection))
                await settings.ExecuteNonQueryAsync(cancel);
            var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            foreach (var parameter in parameters) command.Parameters.Add(parameter);
            return new LongReading(connection, transaction, command) { Rows = await command.ExecuteReaderAsync(cancel) };
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Rows.DisposeAsync();
        await Command.DisposeAsync();
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
