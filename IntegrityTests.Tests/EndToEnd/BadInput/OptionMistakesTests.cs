using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.BadInput;

/// <summary>Options that are wrong stop the run before the first connection and request.</summary>
[Collection(BadInputCollection.Name)]
public sealed class OptionMistakesTests
{
    private static readonly SuiteCommand Unreachable = new SuiteCommand()
        .With("INTEGRITY_DATABASE", "postgres://reader:secret@127.0.0.1:1/nothing")
        .With("INTEGRITY_API_URL", "http://127.0.0.1:1")
        .With("INTEGRITY_ADMIN_KEY", "a-key-of-this-test");

    [Theory]
    [InlineData("INTEGRITY_COUNT", "abc")]
    [InlineData("INTEGRITY_COUNT", "0")]
    [InlineData("INTEGRITY_COUNT", "-1")]
    [InlineData("INTEGRITY_MAX_USERS_PER_PROJECT", "0")]
    public async Task A_value_of_the_wrong_form_names_the_variable_the_value_and_the_form(string variable, string value)
    {
        var run = await Unreachable.With(variable, value).RunAsync();

        run.Should().BeRed();
        run.Should().Say($"{variable}=\"{value}\"", "Expected: a whole number of at least 1");
        run.Findings.Totals.Values.Sum(check => check.Verified).Should().Be(0);
    }

    [Fact]
    public async Task An_unknown_variable_names_the_nearest_known_one()
    {
        var run = await Unreachable.With("INTEGRITY_CONCURENCY", "4").RunAsync();

        run.Should().BeRed();
        run.Should().Say("INTEGRITY_CONCURENCY", "INTEGRITY_CONCURRENCY");
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once()
    {
        var run = await Unreachable.With("INTEGRITY_COUNT", "abc").With("INTEGRITY_TIMEOUT", "soon").RunAsync();

        run.Should().BeRed();
        run.Should().Say("INTEGRITY_COUNT=\"abc\"", "INTEGRITY_TIMEOUT=\"soon\"");
    }
}
