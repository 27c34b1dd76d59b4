using FluentAssertions;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Running;
using Npgsql;
using Xunit;

namespace IntegrityTests.Tests;

/// <summary>What an exception says is shown only where it cannot quote data, or where personal data is shown.</summary>
public sealed class FailureTextTests
{
    private const string Canary = "ada@example.com";
    private static readonly FailureText Hiding = new(isShown: false);

    public static TheoryData<Exception> Quoting => new()
    {
        new FormatException($"The input string '{Canary}' was not in a correct format."),
        new KeyNotFoundException($"The given key '{Canary}' was not present in the dictionary."),
        new ArgumentException($"An item with the same key has already been added. Key: {Canary}"),
        new HttpRequestException($"Received an invalid header line: '{Canary}'."),
        new AggregateException(new FormatException(Canary)),
        Error("22P02", $"invalid input syntax for type uuid: \"{Canary}\""),
        Error("23505", $"duplicate key value {Canary}"),
        Error("P0001", Canary),
    };

    [Theory]
    [MemberData(nameof(Quoting))]
    public void What_may_quote_data_is_hidden_unless_personal_data_is_shown(Exception failure)
    {
        Hiding.Explain(failure).Should().NotContain(Canary).And.Contain("not shown");
        new FailureText(isShown: true).Explain(failure).Should().Contain(Canary);
    }

    [Fact]
    public void What_the_suite_and_its_driver_say_is_shown()
    {
        Hiding.Explain(new NotVerifiedException("no answer")).Should().Be("no answer");
        Hiding.Explain(new NpgsqlException("Exception while reading from stream")).Should().Be("Exception while reading from stream");
        Hiding.Explain(Error("42P01", "relation \"Nothing\" does not exist")).Should()
            .Be("error 42P01: relation \"Nothing\" does not exist");
    }

    [Fact]
    public void An_error_about_data_names_where_it_is()
    {
        var error = new PostgresException(
            Canary, "ERROR", "ERROR", "23505", detail: $"Key (value)=({Canary}) already exists.", tableName: "ContactChannel",
            constraintName: "ContactChannel_value_key");

        DatabaseFailure.Words(error).Should().Be(
            "error 23505 (table \"ContactChannel\", constraint \"ContactChannel_value_key\"), "
            + "whose text is not shown because it quotes data");
        DatabaseFailure.Explain(error, "Host=replica.example.com;Database=stackframe").Should().NotContain(Canary);
    }

    private static PostgresException Error(string state, string text) => new(text, "ERROR", "ERROR", state);
}
