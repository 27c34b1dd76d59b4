using FluentAssertions;
using IntegrityTests.Connections;
using IntegrityTests.Tests.Options;
using Npgsql;
using Xunit;

namespace IntegrityTests.Tests.Connections;

public sealed class UriTests
{
    [Theory]
    [InlineData("postgres://reader:pw@host:5433/db", "host", 5433, "reader", "pw", "db")]
    [InlineData("postgresql://reader:pw@host/db", "host", 5432, "reader", "pw", "db")]
    [InlineData("POSTGRES://reader@host/db", "host", 5432, "reader", null, "db")]
    [InlineData("postgres://host/db", "host", 5432, null, null, "db")]
    [InlineData("postgres://reader:@host/db", "host", 5432, "reader", null, "db")]
    [InlineData("postgres://host:/db", "host", 5432, null, null, "db")]
    [InlineData("postgres://us%40er:p%40s%3A%2F%3F%23%25@host/d%20b", "host", 5432, "us@er", "p@s:/?#%", "d b")]
    [InlineData("postgres://reader:a;b=\"c'd@host/db", "host", 5432, "reader", "a;b=\"c'd", "db")]
    [InlineData("postgres://reader:p@ss@host/db", "host", 5432, "reader", "p@ss", "db")]
    [InlineData("postgres://reader:p:ss@host/db", "host", 5432, "reader", "p:ss", "db")]
    [InlineData("postgres://reader:p+s@host/db", "host", 5432, "reader", "p+s", "db")]
    [InlineData("postgres://reader:pw@[::1]:5433/db", "[::1]", 5433, "reader", "pw", "db")]
    [InlineData("postgres://reader:pw@[2001:db8::1]/db", "[2001:db8::1]", 5432, "reader", "pw", "db")]
    [InlineData("postgres:///db?host=/var/run/postgresql&user=reader&password=p%26w", "/var/run/postgresql", 5432, "reader", "p&w", "db")]
    [InlineData("postgres://%2Fvar%2Frun/db", "/var/run", 5432, null, null, "db")]
    [InlineData("postgres://a:5433,b/db", "a:5433,b:5432", 5432, null, null, "db")]
    public void Its_parts_are_read(string uri, string host, int port, string? user, string? password, string database)
    {
        var builder = RoundTrip(uri);

        builder.Host.Should().Be(host);
        builder.Port.Should().Be(port);
        builder.Username.Should().Be(user);
        builder.Password.Should().Be(password);
        builder.Database.Should().Be(database);
    }

    [Theory]
    [InlineData("disable", SslMode.Disable)]
    [InlineData("allow", SslMode.Allow)]
    [InlineData("prefer", SslMode.Prefer)]
    [InlineData("require", SslMode.Require)]
    [InlineData("verify-ca", SslMode.VerifyCA)]
    [InlineData("verify-full", SslMode.VerifyFull)]
    [InlineData("no-verify", SslMode.Require)]
    [InlineData("require&sslaccept=strict", SslMode.VerifyFull)]
    [InlineData("require&sslaccept=accept_invalid_certs", SslMode.Require)]
    [InlineData("disable&sslaccept=strict", SslMode.Disable)]
    [InlineData("require&uselibpqcompat=true", SslMode.Require)]
    public void Sslmode_carries_over(string value, SslMode expected) => WithQuery("sslmode=" + value).SslMode.Should().Be(expected);

    [Theory]
    [InlineData("gssencmode=disable")]
    [InlineData("gssencmode=prefer&sslnegotiation=postgres")]
    [InlineData("require_auth=scram-sha-256")]
    [InlineData("ssl=true&currentSchema=public&statement_timeout=5000&max=20")]
    [InlineData("ssl_min_protocol_version=TLSv1.2&sslsni=1&hostaddr=10.0.0.1&keepalives_idle=30")]
    [InlineData("connection_limit=5&pool_timeout=10&sslidentity=client.p12&prepared_statements=false")]
    public void What_other_clients_add_is_understood(string query)
    {
        var reading = () => WithQuery(query);

        reading.Should().NotThrow();
    }

    [Fact]
    public void Errors_of_the_server_do_not_quote_rows_whoever_asks_for_it() =>
        ConnectionString.Read("Host=host;Database=db;Include Error Detail=true").IncludeErrorDetail.Should().BeFalse();

    [Fact]
    public void Parameters_that_matter_carry_over()
    {
        var builder = WithQuery(
            "schema=public&connect_timeout=7&application_name=my%20app&options=-c%20geqo%3Doff&sslrootcert=/ca.pem"
            + "&sslcert=/c.pem&sslkey=/k.pem&channel_binding=require");

        builder.SearchPath.Should().Be("public");
        builder.Timeout.Should().Be(7);
        builder.ApplicationName.Should().Be("my app");
        builder.Options.Should().Be("-c geqo=off");
        builder.RootCertificate.Should().Be("/ca.pem");
        builder.SslCertificate.Should().Be("/c.pem");
        builder.SslKey.Should().Be("/k.pem");
        builder.ChannelBinding.Should().Be(ChannelBinding.Require);
    }

    [Theory]
    [InlineData("postgres://a,b/db?target_session_attrs=standby", "standby")]
    [InlineData("postgres://a/db?target_session_attrs=standby", null)]
    public void The_kind_of_server_matters_among_several(string uri, string? expected)
    {
        RoundTrip(uri).TargetSessionAttributes.Should().Be(expected);
    }

    [Theory]
    [InlineData("sslrootcert=system")]
    [InlineData("connection_limit=5")]
    [InlineData("pool_timeout=20&socket_timeout=9&statement_cache_size=0")]
    [InlineData("keepalives=1&keepalives_idle=30&client_encoding=utf8")]
    [InlineData("pgbouncer=true")]
    [InlineData("")]
    public void Parameters_of_other_programs_change_nothing(string query)
    {
        WithQuery(query).EquivalentTo(RoundTrip("postgres://reader:pw@host/db")).Should().BeTrue();
    }

    [Theory]
    [InlineData("postgres://reader:k4n4ry@host/db?sslmod=require", "has an unknown parameter: sslmod")]
    [InlineData("postgres://reader:k4n4ry@host/db?sslmode=yes",
        "has an sslmode other than disable, allow, prefer, require, no-verify, verify-ca or verify-full")]
    [InlineData("postgres://reader:k4n4ry@host/db?connect_timeout=k4n4ry", "has a value of \"connect_timeout\"")]
    [InlineData("postgres://reader:k4n4ry@host/db?channel_binding=k4n4ry", "has a value of \"channel_binding\"")]
    [InlineData("postgres://reader:k4n4ry@host/db?target_session_attrs=k4n4ry", "has a value of \"target_session_attrs\"")]
    [InlineData("postgres://reader:k4n4ry@host/db?k4n4ry", "has an unknown parameter: (not shown)")]
    [InlineData("postgres://reader:k4n4ry@host:abc/db", "has a port that is not a number")]
    [InlineData("postgres://reader:k4n4ry@host:0/db", "has a port that is not a number")]
    [InlineData("postgres://reader:k4n4ry@host:65536/db", "has a port that is not a number")]
    [InlineData("postgres://reader:k4n4ry@host", "does not name a database")]
    [InlineData("postgres://reader:k4n4ry@/db", "does not name a host")]
    [InlineData("postgres://", "does not name a host")]
    [InlineData("postgres://reader:100%k4n4ry@host/db", "has a % that is not followed by two hexadecimal digits")]
    [InlineData("postgres://reader:k4/n4ry@host/db", "has a special character in the wrong place; within the password, write / as %2F")]
    [InlineData("postgres://reader:k4?n4ry@host/db", "has a special character in the wrong place")]
    [InlineData("postgres://reader:k4#n4ry@host/db", "has a special character in the wrong place")]
    public void A_broken_one_is_refused_and_nothing_of_it_repeated(string uri, string problem)
    {
        var mistake = Given.Mistake(("INTEGRITY_DATABASE", uri), Given.Target[1], Given.Target[2]);

        mistake.Mistakes.Should().ContainSingle().Which.Should()
            .StartWith("INTEGRITY_DATABASE (a secret, not shown) " + problem)
            .And.Contain("Expected: a URI such as postgres://")
            .And.NotContainAny("k4", "n4ry", "reader:k");
    }

    private static NpgsqlConnectionStringBuilder WithQuery(string query) => RoundTrip("postgres://reader:pw@host/db?" + query);

    private static NpgsqlConnectionStringBuilder RoundTrip(string uri) => new(ConnectionString.Read(uri).ConnectionString);
}
