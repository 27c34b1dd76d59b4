using System.Globalization;
using Npgsql;

namespace IntegrityTests.Connections;

/// <summary>The URI form: <c>postgres://user:p%40ss@host:port[,host:port]/database?sslmode=require</c>.</summary>
internal static class PostgresUri
{
    private static readonly string[] Schemes = ["postgres://", "postgresql://"];

    public static bool IsUri(string text) => SchemeOf(text) is not null;

    /// <summary>Reads the URI. Throws <see cref="FormatException"/>; the URI must have one of the two schemes.</summary>
    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        var rest = text[SchemeOf(text)!.Length..];
        var authorityEnd = rest.IndexOfAny(['/', '?', '#']);
        var authority = authorityEnd < 0 ? rest : rest[..authorityEnd];
        var tail = authorityEnd < 0 ? "" : rest[authorityEnd..];
        if (tail.Contains('@', StringComparison.Ordinal) || tail.Contains('#', StringComparison.Ordinal))
        {
            throw new FormatException("has a special character in the wrong place; within the password, write / as %2F, ? as %3F, "
                + "# as %23, @ as %40");
        }

        var (path, query) = Cut(tail, '?');
        var at = authority.LastIndexOf('@');
        var builder = new NpgsqlConnectionStringBuilder();
        if (at >= 0) SetUser(builder, authority[..at]);
        SetHosts(builder, authority[(at + 1)..]);
        if (path.Length > 1) builder.Database = Decode(path[1..]);
        UriParameters.Apply(builder, query);
        return builder;
    }

    private static void SetUser(NpgsqlConnectionStringBuilder builder, string userInfo)
    {
        var (user, password) = Cut(userInfo, ':');
        if (user.Length > 0) builder.Username = Decode(user);
        if (password.Length > 0) builder.Password = Decode(password);
    }

    private static void SetHosts(NpgsqlConnectionStringBuilder builder, string hosts)
    {
        if (hosts.Length == 0) return;

        var all = hosts.Split(',').Select(HostAndPort).ToArray();
        if (all is [var (host, port)])
        {
            builder.Host = host;
            builder.Port = port ?? NpgsqlConnection.DefaultPort;
            return;
        }

        builder.Host = string.Join(',', all.Select(each =>
            FormattableString.Invariant($"{each.Host}:{each.Port ?? NpgsqlConnection.DefaultPort}")));
    }

    private static (string Host, int? Port) HostAndPort(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= text.LastIndexOf(']')) return (Decode(text), null);

        var port = text[(colon + 1)..];
        if (port.Length == 0) return (Decode(text[..colon]), null);
        return int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65_535
            ? (Decode(text[..colon]), number)
            : throw new FormatException("has a port that is not a number from 1 to 65535");
    }

    internal static string Decode(string text)
    {
        for (var percent = text.IndexOf('%', StringComparison.Ordinal); percent >= 0; percent = text.IndexOf('%', percent + 1))
        {
            if (percent + 2 >= text.Length || !char.IsAsciiHexDigit(text[percent + 1]) || !char.IsAsciiHexDigit(text[percent + 2]))
                throw new FormatException("has a % that is not followed by two hexadecimal digits; within the password, write % as %25");
        }

        return Uri.UnescapeDataString(text);
    }

    internal static (string Before, string After) Cut(string text, char separator)
    {
        var index = text.IndexOf(separator, StringComparison.Ordinal);
        return index < 0 ? (text, "") : (text[..index], text[(index + 1)..]);
    }

    private static string? SchemeOf(string text) =>
        Array.Find(Schemes, scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));
}
