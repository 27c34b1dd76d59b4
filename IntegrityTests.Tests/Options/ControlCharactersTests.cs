using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.Options;

/// <summary>Characters that nobody sees, around a value or within it, are named; and ids may be in upper case.</summary>
public sealed class ControlCharactersTests
{
    [Theory]
    [InlineData("INTEGRITY_COUNT", "100\r", "=\"100\\r\" ends with something that nobody sees: character 4 of 4 is a carriage")]
    [InlineData("INTEGRITY_API_URL", "\ufeffhttps://a.example.com", "begins with something that nobody sees: character 1 of 22 is a byte")]
    [InlineData("INTEGRITY_RESULTS", "results\n", "INTEGRITY_RESULTS=\"results\\n\" ends with something that nobody sees")]
    [InlineData("INTEGRITY_TIMEOUT", "3\u00010s", "=\"3\\u00010s\" is not a duration: character 2 of 4 is a control character")]
    public void They_are_named_and_shown_as_escapes(string name, string value, string mistake) =>
        Given.Mistake([.. Given.Target.Where(variable => variable.Item1 != name), (name, value)]).Message.Should().Contain(mistake);

    [Theory]
    [InlineData("INTEGRITY_ADMIN_KEY", "k4n4ry-s3cr3t\r")]
    [InlineData("INTEGRITY_DATABASE", "postgres://reader:k4n4ry-s3cr3t@replica.example.com/stackframe\n")]
    [InlineData("INTEGRITY_SNAPSHOT_KEY", "k4n4ry-s3cr3t-of-many-letters\r\n")]
    public void In_a_secret_they_are_named_and_the_secret_is_not_shown(string name, string value) =>
        Given.Mistake([.. Given.Target.Where(variable => variable.Item1 != name), (name, value)]).Message
            .Should().Contain($"{name} (a secret, not shown) ends with something that nobody sees: character ")
            .And.NotContain("k4n4ry-s3cr3t-of").And.NotContain($"{Given.Secret}\r");

    [Fact]
    public void A_project_may_be_named_in_upper_case() =>
        Given.Options([.. Given.Target, ("INTEGRITY_PROJECTS", "6FBBF22E-F4B2-4C6E-95A1-BEAB6FA41063,Internal")]).Projects
            .Should().Equal("6fbbf22e-f4b2-4c6e-95a1-beab6fa41063", "Internal");
}
