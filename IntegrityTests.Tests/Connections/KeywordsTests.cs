using FluentAssertions;
using IntegrityTests.Connections;
using IntegrityTests.Tests.Options;
using Npgsql;
using Xunit;

namespace IntegrityTests.Tests.Connections;

public sealed class KeywordsTests
{
    [Theory]
    [InlineData("Host=host;Database=db;Username=reader;Password=pw", "host", 5432, "reader", "pw", "db")]
    [InlineData("server=host;port=5433;database=db;user id=reader;pwd=pw;", "host", 5433, "reader", "pw", "db")]
    [InlineData("Host=host;Database=db;Username=reader;Password=\"a;b=c\"\"d\"", "host", 5432, "reader", "a;b=c\"d", "db")]
    [InlineData("Host=host;Database=db;Username=reader;Password='a;b'", "host", 5432, "reader", "a;b", "db")]
    [InlineData("Host=a:5433,b;Database=db", "a:5433,b", 5432, null, null, "db")]
    public void Its_parts_are_read(string text, string host, int port, string? user, string? password, string database)
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString.Read(text).ConnectionString);

        builder.Host.Should().Be(host);
        builder.Port.Should().Be(port);
        builder.Username.Should().Be(user);
        builder.Password.Should().Be(password);
        builder.Database.Should().Be(database);
    }

    [Fact]
    public void A_connection_never_hands_its_password_out_again()
    {
        ConnectionString.Read("Host=h;Database=d;Persist Security Info=true").ConnectionString.Should().NotContain("Persist");
    }

    [Theory]
    [InlineData("k4n4ry", "is neither a URI nor keywords")]
    [InlineData("Host=h;Password=\"k4n4ry;Database=d", "is neither a URI nor keywords")]
    [InlineData("Host=h;Database=d;Password=x;k4n4ry=1", "has a keyword that Npgsql does not know, number 4 in the string")]
    [InlineData("Host=h;Database=d;Port=k4n4ry", "has a value of \"port\" that Npgsql does not accept")]
    [InlineData("Host=h;Database=d;Port=-1;Password=k4n4ry", "has a value of \"port\" that Npgsql does not accept")]
    [InlineData("Host=h;Database=d;SSL Mode=k4n4ry", "has a value of \"ssl mode\" that Npgsql does not accept")]
    [InlineData("Database=d;Password=k4n4ry", "does not name a host")]
    [InlineData("Host=h;Password=k4n4ry", "does not name a database")]
    [InlineData("host=h dbname=d password=k4n4ry", "has white space within the host; keywords are separated by semicolons")]
    [InlineData("mysql://u:k4n4ry@h/d", "is neither a URI nor keywords")]
    [InlineData(" ", "does not name a host")]
    public void A_broken_one_is_refused_and_nothing_of_it_repeated(string text, string problem)
    {
        var mistake = Given.Mistake(("INTEGRITY_DATABASE", text), Given.Target[1], Given.Target[2]);

        mistake.Mistakes.Should().ContainSingle().Which.Should()
            .StartWith("INTEGRITY_DATABASE (a secret, not shown) " + problem)
            .And.Contain("Expected: a URI such as postgres://")
            .And.NotContain("k4n4ry");
        mistake.ToString().Should().NotContain("k4n4ry");
    }
}
