using FluentAssertions;
using IntegrityTests.Deployment.Database;
using Npgsql;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Database;

public sealed class DatabaseFailureTests
{
    private const string Target = "Host=db.example.com;Port=5433;Database=stack;Username=reader;Password=s3cr3t";

    [Fact]
    public void An_error_of_the_server_has_its_code() => Explain(new PostgresException("permission denied", "ERROR", "ERROR", "42501"))
        .Should().Be("The database \"stack\" at db.example.com:5433 answered with error 42501: permission denied.");

    [Fact]
    public void No_answer_in_time_is_about_the_way_there() => Explain(new NpgsqlException("x", new TimeoutException())).Should()
        .Be("The database \"stack\" at db.example.com:5433 did not answer in time. Check host, port and firewall.");

    [Fact]
    public void Anything_else_is_told_as_it_is() => Explain(new InvalidOperationException("odd")).Should()
        .Be("The database \"stack\" at db.example.com:5433 cannot be used: odd");

    [Theory]
    [InlineData("40001", true)]
    [InlineData("57P01", true)]
    [InlineData("42P01", false)]
    public void Conflicts_with_recovery_pass_and_mistakes_stay(string code, bool isPassing) =>
        DatabaseFailure.IsPassing(new PostgresException("x", "ERROR", "ERROR", code)).Should().Be(isPassing);

    private static string Explain(Exception exception)
    {
        var text = DatabaseFailure.Explain(exception, Target);
        text.Should().NotContain("s3cr3t");
        return text;
    }
}
