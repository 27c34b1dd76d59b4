using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Tests.Checks.Database;

public sealed class InvariantFileTests
{
    private const string Header =
        """
        -- OWN001: every order has a customer
        -- Severity: warning.
        -- Proves that nothing is lost;
        -- really nothing.
        -- A finding means that something is.
        -- Look into it:
        --   SELECT *
        --     FROM orders;

        """;

    [Fact]
    public void Header_and_query_are_read()
    {
        var invariant = InvariantFile.Read("own.sql", Header + "SELECT 1 AS project; -- done\n", isOwn: true);

        invariant.Should().Be(new Invariant(
            "OWN001",
            "every order has a customer",
            Severity.Warning,
            "Proves that nothing is lost; really nothing. A finding means that something is.",
            "SELECT *\n  FROM orders;",
            "SELECT 1 AS project",
            "own.sql",
            IsOwn: true));
    }

    [Theory]
    [InlineData("error", Severity.Error)]
    [InlineData("warning", Severity.Warning)]
    [InlineData("info", Severity.Info)]
    public void Severity_is_one_of_three(string word, Severity expected) =>
        Reading(Header.Replace("warning", word, StringComparison.Ordinal) + "SELECT 1")().Severity.Should().Be(expected);

    [Theory]
    [InlineData("-- OWN001: every order", "-- every order", "begins without code and title")]
    [InlineData("-- OWN001: every order", "-- OWN1: every order", "begins without code and title")]
    [InlineData("-- Severity: warning.", "-- Severity: fatal.", "has no severity")]
    [InlineData("-- Look into it:", "-- Look:", "does not say how to look into a finding")]
    [InlineData("Proves that", "Shows that", "does not say why")]
    [InlineData("A finding means", "It says", "does not say why")]
    public void Mistakes_in_the_header_are_told(string right, string wrong, string message) =>
        Reading(Header.Replace(right, wrong, StringComparison.Ordinal) + "SELECT 1")
            .Should().Throw<FormatException>().WithMessage(message + "*Expected*");

    [Theory]
    [InlineData("SELECT 'text'")]
    [InlineData("SELECT * FROM \"Table\"")]
    public void A_query_may_end_in_quotes(string sql) => Reading(Header + sql + " ;\n")().Sql.Should().Be(sql);

    [Theory]
    [InlineData("", "contains no query*")]
    [InlineData("-- only a comment\n;", "contains no query*")]
    [InlineData("SELECT 1; SELECT 2", "contains more than one statement*")]
    [InlineData("SELECT 1;\nDROP TABLE x;", "contains more than one statement*")]
    [InlineData("DELETE FROM x", "is not a query*")]
    [InlineData("COPY x TO STDOUT", "is not a query*")]
    public void What_is_not_one_query_is_refused(string sql, string message) =>
        Reading(Header + "\n" + sql).Should().Throw<FormatException>().WithMessage(message);

    [Theory]
    [InlineData("SELECT ';', \";\" /* ; */ FROM x -- ;\n")]
    [InlineData("SELECT 'it''s; fine'")]
    [InlineData("SELECT $tag$ ; $tag$")]
    [InlineData("with a as (select 1) select * from a")]
    public void Semicolons_in_texts_and_comments_end_nothing(string sql) =>
        Reading(Header + "\n" + sql).Should().NotThrow();

    private static Func<Invariant> Reading(string text) => () => InvariantFile.Read("own.sql", text, isOwn: true);
}
