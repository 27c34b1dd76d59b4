using System.Globalization;
using Benchmarks.Reporting;
using Npgsql;

namespace Benchmarks.Targets;

/// <summary>
/// A database of the newer version in a sample deployment's private cluster, with the recorded customers of <c>fixtures/2026-04</c>
/// multiplied: their purchases, changes and invoices, and all rows that the payments engine made of them.
/// </summary>
internal sealed class EngineTarget : IAsyncDisposable
{
    private const string Size =
        """SELECT pg_database_size(current_database()), (SELECT count(*) FROM "BulldozerStorageEngine"), """
        + """(SELECT count(*) FROM "BulldozerStorageEngine" WHERE cardinality("keyPath") = 5 AND "keyPath"[4] = '"rows"')""";

    private readonly string _server;
    private readonly string _name;

    private EngineTarget(string server, string name) => (_server, _name) = (server, name);

    /// <summary>How to connect to it, each time anew.</summary>
    public string ConnectionString => Of(_server, _name);

    /// <summary>Bytes of the database with its indexes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Rows of the engine's table, those of its skeleton included.</summary>
    public long EngineRows { get; private set; }

    /// <summary>Rows of the engine's five stored tables.</summary>
    public long StoredRows { get; private set; }

    /// <summary>Creates and fills it.</summary>
    /// <param name="server">How to connect to any database of the cluster, as a user that may create others.</param>
    /// <param name="rows">How many stored rows it has at least.</param>
    /// <param name="cancel">Cancels it.</param>
    public static async Task<EngineTarget> CreateAsync(string server, int rows, CancellationToken cancel)
    {
        var target = new EngineTarget(server, string.Create(CultureInfo.InvariantCulture, $"engine_{rows}"));
        await ExecuteAsync(server, $"CREATE DATABASE {target._name} TEMPLATE template0", cancel);
        await target.FillAsync(rows, cancel);
        return target;
    }

    /// <summary>Removes it: there is hardly room for two large ones.</summary>
    public async ValueTask DisposeAsync() => await ExecuteAsync(_server, $"DROP DATABASE {_name} WITH (FORCE)", CancellationToken.None);

    private async Task FillAsync(int rows, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancel);
        foreach (var script in (string[])["tables.sql", "tables-2026-04.sql"])
            await ExecuteAsync(connection, SchemaOf(script), cancel);
        // Nothing of it has to outlive a crash, so nothing needs to be written twice.
        await ExecuteAsync(connection, """ALTER TABLE "BulldozerStorageEngine" SET UNLOGGED; SET maintenance_work_mem = '1GB'""", cancel);
        await LoadAsync(connection, cancel);
        await ExecuteAsync(connection, Script("engine-templates.sql"), cancel);
        var rounds = await RoundsAsync(connection, rows, cancel);
        Report.Progress($"engine of {rows} stored rows: {rounds} times the recorded customers");
        await ExecuteAsync(
            connection,
            Script("engine-copies.sql").Replace("$1", rounds.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            cancel);
        Report.Progress("  its keys and indexes");
        foreach (var script in (string[])["constraints.sql", "constraints-2026-04.sql"])
            await ExecuteAsync(connection, SchemaOf(script), cancel);
        await ExecuteAsync(connection, "ANALYZE", cancel);
        await using var command = new NpgsqlCommand(Size, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        (Bytes, EngineRows, StoredRows) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    private static async Task LoadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Folder, "fixtures", "2026-04", "tables"), "*.csv"))
        {
            var table = Path.GetFileNameWithoutExtension(file);
            // The sample deployment leaves out tables that say nothing of users, teams and purchases.
            if (!await HasAsync(connection, table, cancel)) continue;
            var text = await File.ReadAllTextAsync(file, cancel);
            var columns = text[..text.IndexOf('\n', StringComparison.Ordinal)].TrimEnd().Split(',').Select(column => $"\"{column}\"");
            await using var writer = await connection.BeginTextImportAsync(
                $"COPY \"{table}\" ({string.Join(", ", columns)}) FROM STDIN (FORMAT csv, HEADER)", cancel);
            await writer.WriteAsync(text.AsMemory(), cancel);
        }
    }

    private static async Task<bool> HasAsync(NpgsqlConnection connection, string table, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT to_regclass(quote_ident($1)) IS NOT NULL", connection);
        command.Parameters.AddWithValue(table);
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task<long> RoundsAsync(NpgsqlConnection connection, int rows, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT ceil($1 / sum(rows * copies))::bigint FROM template.customer", connection);
        command.Parameters.AddWithValue(rows);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task ExecuteAsync(string server, string sql, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(Of(server, null));
        await connection.OpenAsync(cancel);
        await ExecuteAsync(connection, sql, cancel);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
#pragma warning disable CA2100 // Our own scripts.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static string Of(string server, string? database)
    {
        var builder = new NpgsqlConnectionStringBuilder(server) { Pooling = false };
        if (database is not null) builder.Database = database;
        return builder.ConnectionString;
    }

    private static string SchemaOf(string script) => File.ReadAllText(Path.Combine(Repository.Folder, "SampleDeployment", "Data", script));

    private static string Script(string name) => File.ReadAllText(Path.Combine(Repository.Folder, "Benchmarks", "Targets", name));
}
