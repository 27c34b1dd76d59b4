using Npgsql;

namespace IntegrityTests.Deployment.Database;

/// <summary>How sessions are opened that can only read, and what is found out about the server when the first is.</summary>
internal static class ReadOnlySession
{
    private const string Options = "-c default_transaction_read_only=on -c statement_timeout=120000";
    private const string NoEncoding = "SQL_ASCII";

    /// <summary>The connection string of such sessions.</summary>
    public static string Of(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "IntegrityTests",
            MaxPoolSize = 10,
            // What is set for a query is set for its transaction only, so that there is nothing to reset before the next one.
            NoResetOnClose = true,
            Encoding = KeptBytes.Instance.WebName,
        };
        builder.Options = string.Join(' ', new[] { builder.Options, Options }.Where(o => !string.IsNullOrWhiteSpace(o)));
        return builder.ConnectionString;
    }

    /// <summary>The same for a server that keeps text without an encoding: it would refuse to send a value that is not UTF-8.</summary>
    public static string Unencoded(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { ClientEncoding = NoEncoding }.ConnectionString;

    /// <summary>Makes sure that what was asked for is so.</summary>
    /// <exception cref="DatabaseUnavailableException">The session can write.</exception>
    public static async Task RequireAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (await ScalarAsync<string>(connection, "SHOW default_transaction_read_only", cancel) == "on") return;
        throw new DatabaseUnavailableException(
            "The database session is not read-only although it was asked for: a connection pooler may drop start-up options. "
            + "Expected a direct connection to the replica; nothing was read.");
    }

    /// <summary>Whether the server is in recovery.</summary>
    public static Task<bool> IsStandbyAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        ScalarAsync<bool>(connection, "SELECT pg_is_in_recovery()", cancel);

    /// <summary>Whether the server keeps text without knowing its encoding.</summary>
    public static async Task<bool> IsUnencodedAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        await ScalarAsync<string>(connection, "SHOW server_encoding", cancel) == NoEncoding;

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancel))!;
    }
}
