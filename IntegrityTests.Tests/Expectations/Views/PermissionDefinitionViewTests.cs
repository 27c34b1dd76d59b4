using FluentAssertions;
using IntegrityTests.Deployment.Config;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Expectations.Views;

public sealed class PermissionDefinitionViewTests
{
    private static readonly ProjectConfig Config = Example.Config with
    {
        Permissions = new[]
        {
            new PermissionDefinition("admin", PermissionScope.Project, "May do all", ["read", "write"]),
            new PermissionDefinition("member", PermissionScope.Team, null, ["$read_members"]),
        }.ToDictionary(definition => definition.Id),
    };

    private static string System => string.Join(',', SystemPermissions.All.Select(id => $$"""{"id":"{{id}}"}"""));

    [Fact]
    public void A_list_has_the_definitions_of_its_scope() => PermissionDefinitionView.SetOf(Config, PermissionScope.Project)
        .With("""[{"id":"admin","description":"May do all","contained_permission_ids":["write","read"]}]""").Should().BeEmpty();

    [Fact]
    public void A_definition_of_the_other_scope_is_too_many() => PermissionDefinitionView.SetOf(Config, PermissionScope.Project)
        .With("""[{"id":"admin","description":"May do all","contained_permission_ids":["write","read"]},{"id":"member"}]""")
        .Texts().Should().Equal("$.items[1] is a permission definition that is not stored");

    [Fact]
    public void Description_and_contained_permissions_are_compared() => PermissionDefinitionView.SetOf(Config, PermissionScope.Project)
        .With("""[{"id":"admin","description":"x","contained_permission_ids":["write","delete",7]}]""").Texts().Should().BeEquivalentTo(
            "$.items[0].description differs from the database",
            "$.items[0].contained_permission_ids[1] is a contained permission that is not stored",
            "$.items[0].contained_permission_ids[2] is not a contained permission",
            "$.items[0].contained_permission_ids lacks a contained permission that is stored");

    [Fact]
    public void Team_definitions_include_the_system_permissions()
    {
        var items = PermissionDefinitionView.SetOf(Config, PermissionScope.Team);
        const string Member = """{"id":"member","contained_permission_ids":["$read_members"]}""";

        items.With($"[{System},{Member}]").Should().BeEmpty();
        items.With($"[{Member}]").Should().HaveCount(6, "each of the six system permissions is lacking");
    }

    [Fact]
    public void A_newer_deployment_may_have_further_system_permissions() =>
        PermissionDefinitionView.SetOf(Example.Config, PermissionScope.Team)
            .With($$"""[{{System}},{"id":"$newer"}]""").Should().BeEmpty();

    [Theory]
    [InlineData("admin", PermissionScope.Project, true)]
    [InlineData("admin", PermissionScope.Team, false)]
    [InlineData("member", PermissionScope.Team, true)]
    [InlineData("nothing", PermissionScope.Team, false)]
    [InlineData("$read_members", PermissionScope.Team, true)]
    [InlineData("$read_members", PermissionScope.Project, false)]
    public void A_permission_is_defined_in_its_scope_only(string id, PermissionScope scope, bool isDefined) =>
        Config.Defines(id, scope).Should().Be(isDefined);
}
