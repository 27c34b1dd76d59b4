using FluentAssertions;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Database;

/// <summary>Deployments older than the reference version: what is missing is read as null and its comparison skipped, never a crash.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class DriftTests(DatabaseFixture databases)
{
    [Fact]
    public async Task Users_of_an_older_deployment_are_read()
    {
        var (database, tenant) = await OlderAsync("""
            ALTER TABLE "ProjectUser" DROP "signedUpAt", DROP "isAnonymous", DROP "restrictedByAdmin", DROP "restrictedByAdminReason",
                DROP "signUpRiskScoreBot", DROP "signUpCountryCode", DROP "lastActiveAt", DROP "mirroredBranchId"
            """);
        await using var _ = database;

        var pages = await new UserReader(database).PagesAsync(tenant.Id, null, default).ToListAsync();

        var user = pages.Single().Single();
        user.SignedUpAt.UnixMilliseconds.Should().Be(1_767_225_600_000, "createdAt stands in for signedUpAt");
        user.IsAnonymous.Should().BeFalse();
        user.RestrictedByAdmin.Should().BeNull();
        user.LastActiveAt.Should().BeNull();
        user.MirroredBranchId.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""DROP TABLE "PasskeyAuthMethod" """, "passkey_auth_enabled")]
    [InlineData("""DROP TABLE "OtpAuthMethod" """, "otp_auth_enabled")]
    [InlineData("""DROP TABLE "AuthMethod" """, "has_password")]
    [InlineData("""DROP TABLE "ContactChannel" """, "primary_email")]
    [InlineData("""ALTER TABLE "ContactChannel" DROP "usedForAuth" """, "primary_email")]
    [InlineData("""DROP TABLE "ProjectUserOAuthAccount" """, "oauth_providers")]
    [InlineData("""ALTER TABLE "ProjectUserOAuthAccount" DROP "email" """, "oauth_providers")]
    [InlineData("""DROP TABLE "TeamMember" """, "selected_team")]
    [InlineData("""ALTER TABLE "TeamMember" DROP "isSelected" """, "selected_team")]
    public async Task What_hangs_on_a_user_and_is_not_there_is_skipped(string damage, string skipped)
    {
        var (database, tenant) = await OlderAsync(damage);
        await using var _ = database;

        var user = (await new UserReader(database).FindAsync(tenant.Id, Tenant.Numbered(1), default))!;

        new UserView(database.Schema, Example.Config).Of(user).Skipped.Select(skip => skip.Comparison).Should().Contain(skipped);
    }

    [Fact]
    public async Task Teams_of_a_deployment_without_them_are_none()
    {
        var (database, tenant) = await OlderAsync("DROP TABLE \"Team\"");
        await using var _ = database;
        var reader = new TeamReader(database);

        (await reader.PagesAsync(tenant.Id, withGrants: true, default).ToListAsync()).Should().BeEmpty();
        (await reader.FindAsync(tenant.Id, [Tenant.Numbered(10)], default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Teams_without_tables_for_members_have_no_members()
    {
        var (database, tenant) = await OlderAsync("DROP TABLE \"TeamMember\", \"TeamMemberDirectPermission\"; ALTER TABLE \"Team\" DROP \"serverMetadata\"");
        await using var _ = database;

        var team = (await new TeamReader(database).FindWithGrantsAsync(tenant.Id, Tenant.Numbered(10), default))!;

        team.Should().BeEquivalentTo(new { DisplayName = "Team", Grants = Array.Empty<TeamGrant>(), MembersWithoutUser = Array.Empty<Guid>() });
    }

    [Theory]
    [InlineData(new[] { "ProjectUser.displayName" }, null)]
    [InlineData(new[] { "ProjectUser.displayName", "ProjectUser.shoeSize" }, "column \"ProjectUser\".\"shoeSize\" is missing")]
    [InlineData(new[] { "Shoe.size" }, "table \"Shoe\" is missing")]
    public void A_reason_names_the_first_thing_that_is_missing(string[] needed, string? reason) =>
        databases.Database.Schema.WhyMissing(needed).Should().Be(reason);

    private async Task<(ReplicaDatabase Database, Tenant Tenant)> OlderAsync(string damage)
    {
        var rows = await databases.CopyAsync();
        var tenant = new Tenant(rows);
        await tenant.AddUserAsync(Tenant.Numbered(1));
        await tenant.AddTeamAsync(Tenant.Numbered(10));
        await rows.ExecuteAsync(damage);
        return (await rows.OpenAsync(), tenant);
    }
}
