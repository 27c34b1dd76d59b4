using System.Text.Json;
using FluentAssertions;
using IntegrityTests.Deployment.Config;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Config;

public sealed class ConfigParserTests
{
    [Fact]
    public void An_empty_config_defines_nothing()
    {
        var config = Parse("{}");

        config.Permissions.Should().BeEmpty();
        config.RequiresVerifiedEmail.Should().BeFalse();
        config.UserDatabase.Should().BeNull();
    }

    [Fact]
    public void Permissions_have_scope_description_and_what_they_contain()
    {
        var config = Parse("""
            {"rbac":{"permissions":{
                "admin":{"scope":"project","description":"May do all","containedPermissionIds":{"read":true,"write":true,"gone":false}},
                "member":{"scope":"team"}}}}
            """);

        config.Permissions.Values.Should().BeEquivalentTo(new[]
        {
            new PermissionDefinition("admin", PermissionScope.Project, "May do all", ["read", "write"]),
            new PermissionDefinition("member", PermissionScope.Team, null, []),
        });
        config.Of(PermissionScope.Team).Should().ContainSingle().Which.Id.Should().Be("member");
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"true\"", false)]
    public void Email_verification_is_required_only_by_true(string value, bool expected) =>
        Parse($$"""{"onboarding":{"requireEmailVerification":{{value}} } }""").RequiresVerifiedEmail.Should().Be(expected);

    [Theory]
    [InlineData("""{"type":"hosted"}""", null)]
    [InlineData("""{"type":"postgres","connectionString":"postgres://own"}""", "postgres://own")]
    [InlineData("""{"type":"neon","connectionStrings":{"main":"postgres://neon","dev":"postgres://other"}}""", "postgres://neon")]
    public void The_source_of_truth_names_the_users_database(string source, string? expected) =>
        Parse($$"""{"sourceOfTruth":{{source}} }""").UserDatabase.Should().Be(expected);

    [Theory]
    [InlineData("""{"rbac":{"permissions":{"admin":1}}}""", "rbac.permissions.admin is not an object")]
    [InlineData("""{"rbac":{"permissions":{"admin":{"scope":"world"}}}}""", "rbac.permissions.admin.scope is neither project nor team")]
    [InlineData("""{"sourceOfTruth":{"type":"postgres"}}""", "sourceOfTruth.connectionString is missing")]
    [InlineData("""{"sourceOfTruth":{"type":"neon","connectionStrings":{"dev":"x"}}}""", "sourceOfTruth.connectionStrings.main is missing")]
    [InlineData("""{"sourceOfTruth":{"type":"mysql"}}""", "sourceOfTruth.type is not hosted, postgres or neon")]
    [InlineData("[]", "the config string is not a JSON object")]
    [InlineData("{\n\n  oops", "the config string is not JSON (line 3)")]
    public void A_config_of_another_shape_says_where(string config, string message)
    {
        var parsing = () => Parse(config);

        parsing.Should().Throw<FormatException>().WithMessage(message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"config_string":{}}""")]
    public void An_answer_without_config_string_says_so(string answer)
    {
        var parsing = () => ConfigParser.Parse(Example.Json(answer));

        parsing.Should().Throw<FormatException>().WithMessage("$.config_string is not a string");
    }

    [Fact]
    public void A_config_does_not_print_its_secret() =>
        Parse("""{"sourceOfTruth":{"type":"postgres","connectionString":"postgres://u:s3cr3t@h/d"}}""").ToString()
            .Should().NotContain("s3cr3t");

    private static ProjectConfig Parse(string config) =>
        ConfigParser.Parse(Example.Json(JsonSerializer.Serialize(new { config_string = config })));
}
