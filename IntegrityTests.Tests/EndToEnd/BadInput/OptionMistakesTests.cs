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

    [Fact]
    public async Task All_mistakes_are_told_at_once_with_the_variable_the_value_the_form_and_the_nearest_known_name()
    {
        var run = await Unreachable
            .With("INTEGRITY_COUNT", "abc")
            .With("INTEGRITY_MAX_USERS_PER_PROJECT", "0")
            .With("INTEGRITY_START_AT", "-1")
            .With("INTEGRITY_TIMEOUT", "soon")
            .With("INTEGRITY_CONCURENCY", "4")
            .RunAsync();

        run.Should().BeRed();
        foreach (var mistake in (string[])["INTEGRITY_COUNT=\"abc\"", "INTEGRITY_MAX_USERS_PER_PROJECT=\"0\"", "INTEGRITY_START_AT=\"-1\""])
            run.Console.Split('\n').Should().Contain(line => line.Contains(mistake) && line.Contains("Expected: a whole number of at least 1"));
        run.Should().Say("INTEGRITY_TIMEOUT=\"soon\"", "INTEGRITY_CONCURENCY", "INTEGRITY_CONCURRENCY");
        run.Findings.Totals.Values.Sum(check => check.Verified).Should().Be(0);
    }
}
