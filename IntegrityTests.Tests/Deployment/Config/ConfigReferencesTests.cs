using System.Text.Json;
using FluentAssertions;
using IntegrityTests.Deployment.Config;
using IntegrityTests.Json;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Config;

/// <summary>What a rendered config names and does not have (source: docs/platform.md, Config).</summary>
public sealed class ConfigReferencesTests
{
    private const string Defined = """
        {"rbac": {"permissions": {"reader": {"scope": "project"}, "captain": {"scope": "team"}},
            "defaultPermissions": {"ROLE": {"PERMISSION": true}}}}
        """;

    [Fact]
    public void A_config_that_names_what_it_has_is_sound() => Broken("""
        {"rbac": {"permissions": {"reader": {"scope": "project"}, "captain": {"scope": "team"}}, "defaultPermissions": {
            "signUp": {"reader": true}, "teamCreator": {"captain": true, "$update_team": true}, "teamMember": {}}},
         "auth": {"oauth": {"providers": {"github": {"type": "github", "isShared": true},
            "google": {"type": "google", "isShared": false, "clientId": "c", "clientSecret": "s"}}}},
         "emails": {"selectedThemeId": "light", "themes": {"light": {}},
            "templates": {"a": {"themeId": "light"}, "b": {"themeId": false}, "c": {}}},
         "domains": {"trustedDomains": {"d": {"baseUrl": "https://example.com"}}}}
        """).Should().BeEmpty();

    [Theory]
    [InlineData("signUp", "unknown")]
    [InlineData("signUp", "captain")]
    [InlineData("signUp", "$update_team")]
    [InlineData("teamCreator", "reader")]
    [InlineData("teamMember", "team_admin")]
    [InlineData("signUp", "team_member")]
    public void A_default_has_to_be_defined_in_its_scope(string role, string permission) =>
        Broken(Defaults(role, permission))
            .Should().ContainSingle().Which.Should().BeEquivalentTo(
                new { Path = $"rbac.defaultPermissions.{role}.{permission}", IsIgnored = false, Cause = (string?)null });

    [Theory]
    [InlineData("teamCreator", "team_admin")]
    [InlineData("teamMember", "team_member")]
    public void The_platforms_own_default_has_its_cause(string role, string permission) =>
        Broken(Defaults(role, permission))
            .Should().ContainSingle().Which.Cause.Should().NotBeNull();

    [Theory]
    [InlineData(
        """{"auth": {"oauth": {"providers": {"google": {"isShared": false, "clientId": "c"}}}}}""", "auth.oauth.providers.google", false)]
    [InlineData("""{"emails": {"selectedThemeId": "gone", "themes": {}}}""", "emails.selectedThemeId", true)]
    [InlineData("""{"emails": {"themes": {}, "templates": {"a": {"themeId": "gone"}}}}""", "emails.templates.a.themeId", true)]
    [InlineData("""{"domains": {"trustedDomains": {"d": {"handlerPath": "/handler"}}}}""", "domains.trustedDomains.d", true)]
    public void What_lacks_what_it_needs_is_named(string config, string path, bool isIgnored) =>
        Broken(config).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Path = path, IsIgnored = isIgnored });

    private static string Defaults(string role, string permission) =>
        Defined.Replace("ROLE", role, StringComparison.Ordinal).Replace("PERMISSION", permission, StringComparison.Ordinal);

    private static IEnumerable<BrokenReference> Broken(string config)
    {
        var answer = JsonSerializer.SerializeToElement(new { config_string = config });
        return ConfigReferences.Of(JsonElement.Parse(config, JsonDepth.Given), ConfigParser.Parse(answer));
    }
}
