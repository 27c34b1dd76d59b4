using System.Net.Sockets;
using Npgsql;

namespace IntegrityTests.Deployment.Database;

/// <summary>Says in an operator's words why a database failed, and which failures pass by themselves.</summary>
public static class DatabaseFailure
{
    /// <summary>Whether it may be gone on the next try: a dropped connection, or a standby's conflict with recovery.</summary>
    public static bool IsPassing(NpgsqlException exception) =>
        exception.IsTransient || exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure };

    /// <summary>The reason, with host, port and database but no secret, and what to do about it.</summary>
    public static string Explain(Exception exception, string connectionString)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var where = $"database \"{target.Database}\" at {target.Host}:{target.Port}";
        return exception switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
                $"The {where} refused the user name or password. Check both in the connection string; special characters in a URI are "
                + "percent-encoded.",
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
                $"The server at {target.Host}:{target.Port} has no database \"{target.Database}\". "
                + "Check the name in the connection string.",
            PostgresException failure => $"The {where} answered with {Words(failure)}.",
            _ when Contains<SocketException>(exception) is { } socket =>
                $"The {where} cannot be reached: {socket.Message}. Check host and port, and that the server runs and accepts connections "
                + "from here.",
            _ when Contains<TimeoutException>(exception) is not null =>
                $"The {where} did not answer in time. Check host, port and firewall.",
            _ => $"The {where} cannot be used: {exception.Message}",
        };
    }

    /// <summary>
    /// The server's error as it may be shown. Errors about data quote the data, so that only their code and the names of table, column and
    /// constraint are said.
    /// </summary>
    public static string Words(PostgresException failure)
    {
        if (!QuotesData(failure.SqlState)) return $"error {failure.SqlState}: {failure.MessageText.TrimEnd('.')}";
        string?[] names =
        [
            failure.TableName is { } table ? $"table \"{table}\"" : null,
            failure.ColumnName is { } column ? $"column \"{column}\"" : null,
            failure.ConstraintName is { } constraint ? $"constraint \"{constraint}\"" : null,
        ];
        var places = string.Join(", ", names.OfType<string>());
        return $"error {failure.SqlState}{(places.Length > 0 ? $" ({places})" : "")}, whose text is not shown because it quotes data";
    }

    // Data exceptions, broken constraints, and what functions of the database raise themselves.
    private static bool QuotesData(string sqlState) => sqlState.AsSpan(0, Math.Min(2, sqlState.Length)) is "22" or "23" or "44" or "P0";

    private static T? Contains<T>(Exception? exception)
        where T : Exception
    {
        for (var current = exception; current is not null; current = current.InnerException)
            if (current is T found) return found;
        return null;
    }
}
