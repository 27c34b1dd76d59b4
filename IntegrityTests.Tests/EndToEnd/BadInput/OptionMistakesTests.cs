using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.BadInput;

/// <summary>Options that are wrong stop the run before the first connection and request.</summary>
public sealed class OptionMistakesTests(OptionMistakesTests.MistakenRun mistaken) : IClassFixture<OptionMistakesTests.MistakenRun>
{
    private const string Canary = "c4n4ry-p4ssw0rd";
    private const string AdminKey = "a-key-of-this-test";

    [Fact]
    public async Task All_mistakes_are_told_at_once_with_the_variable_the_value_the_form_and_the_nearest_known_name()
    {
        var run = await mistaken.RunAsync();

        run.Should().BeRed();
        string[] numbers = ["INTEGRITY_COUNT=\"abc\"", "INTEGRITY_MAX_USERS_PER_PROJECT=\"0\"", "INTEGRITY_START_AT=\"-1\""];
        foreach (var mistake in numbers)
        {
            run.Console.Split('\n').Should()
                .Contain(line => line.Contains(mistake) && line.Contains("Expected: a whole number of at least 1"));
        }

        run.Should().Say("INTEGRITY_TIMEOUT=\"soon\"", "INTEGRITY_CONCURENCY", "INTEGRITY_CONCURRENCY");
    }

    [Fact]
    public async Task Nothing_is_verified() =>
        (await mistaken.RunAsync()).Findings.Totals.Values.Sum(check => check.Verified).Should().Be(0);

    [Fact]
    public async Task No_secret_is_shown_also_of_a_malformed_connection_string()
    {
        var run = await mistaken.RunAsync();

        run.Should().Say("INTEGRITY_DATABASE");
        run.Should().ShowNone(Canary, AdminKey);
    }

    /// <summary>A run with many mistakes.</summary>
    public sealed class MistakenRun
    {
        private readonly Lazy<Task<SuiteResult>> _run = new(() => new SuiteCommand { Arguments = SuiteCommand.PrintAll }
            .With("INTEGRITY_DATABASE", $"postgres://owner:{Canary}@127.0.0.1:port/users?sslmode={Canary}")
            .With("INTEGRITY_API_URL", "http://127.0.0.1:1")
            .With("INTEGRITY_ADMIN_KEY", AdminKey)
            .With("INTEGRITY_COUNT", "abc")
            .With("INTEGRITY_MAX_USERS_PER_PROJECT", "0")
            .With("INTEGRITY_START_AT", "-1")
            .With("INTEGRITY_TIMEOUT", "soon")
            .With("INTEGRITY_CONCURENCY", "4")
            .RunAsync());

        /// <summary>The run, made once.</summary>
        internal Task<SuiteResult> RunAsync() => _run.Value;
    }
}
