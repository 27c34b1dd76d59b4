using FluentAssertions;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Tests.Running;

public sealed class SurroundingsTests
{
    [Fact]
    public void Nobody_who_says_nothing_runs_the_tests() =>
        Surroundings.Of(new Dictionary<string, string>()).Should().Be(new Surroundings());

    [Theory]
    [InlineData("GITHUB_ACTIONS", "true", true, false, false)]
    [InlineData("TF_BUILD", "True", false, true, false)]
    [InlineData("GITLAB_CI", "true", false, false, true)]
    [InlineData("GITHUB_ACTIONS", "false", false, false, false)]
    public void A_service_says_which_it_is(string name, string value, bool isGitHub, bool isAzure, bool isGitLab) =>
        Surroundings.Of(new Dictionary<string, string> { [name] = value })
            .Should().Be(new Surroundings { IsGitHub = isGitHub, IsAzure = isAzure, IsGitLab = isGitLab });

    [Fact]
    public void GitHub_says_where_its_summary_goes() =>
        Surroundings.Of(new Dictionary<string, string> { ["GITHUB_STEP_SUMMARY"] = "/tmp/step" }).GitHubSummary.Should().Be("/tmp/step");
}
