using Npgsql;

namespace IntegrityTests.Connections;

/// <summary>What may follow the question mark of a connection URI: libpq's parameters and Prisma's.</summary>
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
        ["target_session_attrs"] = "Target Session Attributes",
    };

    /// <summary>Parameters that only tune another program's pool or connection: they can be ignored.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "connection_limit", "pool_timeout", "socket_timeout", "statement_cache_size", "single_use_connections",
        "max_connection_lifetime", "max_idle_connection_lifetime", "client_encoding", "fallback_application_name",
        "keepalives", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout",
    };

    public static void Apply(NpgsqlConnectionStringBuilder builder, string query)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = PostgresUri.Cut(pair, '=');
            Apply(builder, name, PostgresUri.Decode(value));
        }
    }

    private static void Apply(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        if (name == "sslmode")
            builder.SslMode = SslModeOf(value);
        else if (name == "pgbouncer")
            SetPooled(builder, value == "true");
        else if (name == "sslrootcert" && value == "system")
            // libpq's word for the machine's own trust store, which is Npgsql's default.
            builder.RootCertificate = null;
        else if (Mapped.TryGetValue(name, out var keyword))
            Keywords.Set(builder, keyword, value, name);
        else if (!Harmless.Contains(name))
            throw new FormatException($"has an unknown parameter: {Shown(name)}");
    }

    /// <summary>A pooler in transaction mode does not know the statement that resets a session.</summary>
    private static void SetPooled(NpgsqlConnectionStringBuilder builder, bool pooled)
    {
        if (pooled) builder.NoResetOnClose = true;
    }

    private static SslMode SslModeOf(string value) => value switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        _ => throw new FormatException("has an sslmode other than disable, allow, prefer, require, verify-ca or verify-full"),
    };

    private static string Shown(string name) =>
        name.Length is > 0 and <= 40 && name.All(character => char.IsAsciiLetter(character) || character == '_') ? name : "(not shown)";
}
