using Npgsql;

namespace IntegrityTests.Connections;

/// <summary>
/// What may follow the question mark of a connection URI: the parameters of libpq, of Prisma and of node-postgres, which the platform's
/// own connection strings are written for.
/// </summary>
internal static class UriParameters
{
    /// <summary>Parameter to Npgsql keyword; the value carries over.</summary>
    private static readonly Dictionary<string, string> Mapped = new(StringComparer.Ordinal)
    {
        ["host"] = "Host",
        ["port"] = "Port",
        ["user"] = "Username",
        ["password"] = "Password",
        ["dbname"] = "Database",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["sslrootcert"] = "Root Certificate",
        ["channel_binding"] = "Channel Binding",
        ["passfile"] = "Passfile",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["options"] = "Options",
        ["schema"] = "Search Path",
        ["currentSchema"] = "Search Path",
        ["target_session_attrs"] = "Target Session Attributes",
        ["gssencmode"] = "GSS Encryption Mode",
        ["sslnegotiation"] = "SSL Negotiation",
    };

    /// <summary>
    /// Parameters that only tune another program's pool or connection, or say how it reads others of them: they can be ignored.
    /// </summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "connection_limit", "pool_timeout", "socket_timeout", "statement_cache_size", "single_use_connections",
        "max_connection_lifetime", "max_idle_connection_lifetime", "client_encoding", "fallback_application_name",
        "keepalives", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout", "hostaddr", "replication",
        "load_balance_hosts", "sslcompression", "sslsni", "sslcrl", "sslcrldir", "sslcertmode", "ssl_min_protocol_version",
        "ssl_max_protocol_version", "krbsrvname", "gsslib", "gssdelegation", "requirepeer", "servicefile", "min_protocol_version",
        "max_protocol_version", "uselibpqcompat", "sslidentity", "prepared_statements", "statement_timeout", "query_timeout",
        "lock_timeout", "idle_in_transaction_session_timeout", "connectionTimeoutMillis", "idleTimeoutMillis", "max", "min", "keepAlive",
        "keepAliveInitialDelayMillis", "encoding", "binary", "pgbouncer",
    };

    public static void Apply(NpgsqlConnectionStringBuilder builder, string query)
    {
        var isStrict = false;
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = PostgresUri.Cut(pair, '=');
            if (name == "sslaccept") isStrict = IsStrict(PostgresUri.Decode(value));
            else Apply(builder, name, PostgresUri.Decode(value));
        }

        if (isStrict && builder.SslMode is SslMode.Prefer or SslMode.Require) builder.SslMode = SslMode.VerifyFull;
    }

    // Prisma's word for whether the server's certificate is verified.
    private static bool IsStrict(string value) => value switch
    {
        "strict" => true,
        "accept_invalid_certs" => false,
        _ => throw new FormatException("has an sslaccept other than strict or accept_invalid_certs"),
    };

    private static void Apply(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        if (name is "sslmode" or "ssl")
            builder.SslMode = SslModeOf(value);
        else if (name == "require_auth")
            Keywords.Set(builder, "Require Auth", string.Join(',', value.Split(',').Select(AuthOf)), name);
        else if (name == "sslrootcert" && value == "system")
            // libpq's word for the machine's own trust store, which is Npgsql's default.
            builder.RootCertificate = null;
        else if (Mapped.TryGetValue(name, out var keyword))
            Keywords.Set(builder, keyword, value, name);
        else if (!Harmless.Contains(name))
            throw new FormatException($"has an unknown parameter: {Shown(name)}");
    }

    // libpq's words for ways of signing in; an exclamation mark before one excludes it in both programs.
    private static string AuthOf(string method) => method.TrimStart('!') switch
    {
        "scram-sha-256" => method.Replace("scram-sha-256", "ScramSHA256", StringComparison.Ordinal),
        _ => method,
    };

    private static SslMode SslModeOf(string value) => value switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        // Of node-postgres: encrypted, whatever the certificate.
        "no-verify" or "true" or "1" => SslMode.Require,
        "false" or "0" => SslMode.Disable,
        _ => throw new FormatException(
            "has an sslmode other than disable, allow, prefer, require, no-verify, verify-ca or verify-full"),
    };

    private static string Shown(string name) =>
        name.Length is > 0 and <= 40 && name.All(character => char.IsAsciiLetter(character) || character == '_') ? name : "(not shown)";
}
