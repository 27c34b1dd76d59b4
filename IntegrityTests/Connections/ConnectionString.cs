using Npgsql;

namespace IntegrityTests.Connections;

/// <summary>
/// Connection strings in either form: a <c>postgres://</c> URI as Prisma and libpq write it, or Npgsql's keywords.
/// No message repeats any part of the value except names of known settings.
/// </summary>
internal static class ConnectionString
{
    /// <summary>Both forms in words, with examples.</summary>
    public const string Expected = "a URI such as postgres://reader:p%40ss@replica.example.com:5432/stackframe?sslmode=require, "
        + "or keywords such as Host=replica.example.com;Database=stackframe;Username=reader;Password=...";

    /// <summary>Reads either form. Throws <see cref="FormatException"/> that says what is wrong.</summary>
    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        var builder = PostgresUri.IsUri(text) ? PostgresUri.Read(text) : Keywords.Read(text);
        if (string.IsNullOrWhiteSpace(builder.Host)) throw new FormatException("does not name a host");
        if (string.IsNullOrWhiteSpace(builder.Database)) throw new FormatException("does not name a database");

        // With it, an open connection would show its password.
        builder.Remove("Persist Security Info");

        // With it, errors of the server would quote the rows that they are about.
        builder.Remove("Include Error Detail");

        // libpq accepts it for a single host too, Npgsql does not; whether that host is a standby is asked at the start of a run.
        if (!builder.Host.Contains(',', StringComparison.Ordinal))
            builder.Remove("Target Session Attributes");
        return builder;
    }

    /// <summary>Host, port and database name, and nothing else: <c>replica.example.com:5432/stackframe</c>.</summary>
    public static string Describe(string connectionString)
    {
        var builder = Read(connectionString);
        var hosts = builder.Host!.Split(',').Select(host => HasPort(host) ? host : FormattableString.Invariant($"{host}:{builder.Port}"));
        return $"{string.Join(',', hosts)}/{builder.Database}";
    }

    private static bool HasPort(string host) =>
        !host.StartsWith('/') && host.LastIndexOf(':') > host.LastIndexOf(']') && (host.StartsWith('[') || host.Count(c => c == ':') == 1);
}
