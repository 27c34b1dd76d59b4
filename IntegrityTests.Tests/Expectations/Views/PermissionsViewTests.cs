using FluentAssertions;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Expectations.Views;

public sealed class PermissionsViewTests
{
    private static readonly Guid Ada = Tenant.Numbered(1);
    private static readonly Guid Bob = Tenant.Numbered(2);
    private static readonly Team Crew = new(Tenant.Numbered(3), "Crew", null, null, null, null, default, "project-1", "main");

    [Fact]
    public void A_user_has_the_granted_permissions() => PermissionsView.OfUser(Ada, ["read", "write"])
        .With($$"""[{"id":"write","user_id":"{{Ada}}"},{"id":"read","user_id":"{{Ada}}"}]""").Should().BeEmpty();

    [Fact]
    public void A_grant_of_somebody_else_is_a_difference() => PermissionsView.OfUser(Ada, ["read"])
        .With($$"""[{"id":"read","user_id":"{{Bob}}"}]""").Texts().Should().Equal("$.items[0].user_id is not what was asked for: the answer is about another");

    [Fact]
    public void Two_members_may_have_the_same_permission() => Grants(new(Ada, "read", true), new(Bob, "read", true))
        .With($"[{Grant(Ada)},{Grant(Bob)}]").Should().BeEmpty();

    [Fact]
    public void A_grant_that_is_not_answered_names_member_and_permission() => Grants(new(Ada, "read", true), new(Bob, "read", true))
        .With($"[{Grant(Ada)}]").Should().ContainSingle().Which.Expected!.GetValue<string>().Should().Be($"user:{Bob} read");

    [Fact]
    public void A_grant_to_somebody_who_is_no_member_may_be_answered_or_not()
    {
        Grants(new TeamGrant(Ada, "read", false)).With("[]").Should().BeEmpty();
        Grants(new TeamGrant(Ada, "read", false)).With($"[{Grant(Ada)}]").Should().BeEmpty();
    }

    [Fact]
    public void A_grant_of_another_team_is_a_difference() => Grants(new TeamGrant(Ada, "read", true))
        .With($$"""[{"id":"read","user_id":"{{Ada}}","team_id":"other"}]""").Texts()
        .Should().Equal("$.items[0].team_id is not what was asked for: the answer is about another");

    private static ItemSet Grants(params TeamGrant[] grants) => PermissionsView.OfTeam(Crew, grants);

    private static string Grant(Guid user) => $$"""{"id":"read","user_id":"{{user}}","team_id":"{{Crew.Id}}"}""";
}
