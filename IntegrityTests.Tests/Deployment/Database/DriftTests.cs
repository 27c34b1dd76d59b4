using FluentAssertions;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Database;

/// <summary>
/// Deployments older than the reference version: what is missing is read as null and its comparison skipped, never a crash.
/// </summary>
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
        new UserReader(database).WhyUnordered.Should().BeNull();
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

        reader.WhyUnreadable.Should().Be("table \"Team\" is missing");
        (await reader.PagesAsync(tenant.Id, withGrants: true, default).ToListAsync()).Should().BeEmpty();
        (await reader.FindAsync(tenant.Id, [Tenant.Numbered(10)], default)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("""DROP TABLE "TeamMemberDirectPermission" """, null, "table \"TeamMemberDirectPermission\" is missing")]
    [InlineData(
        """ALTER TABLE "TeamMemberDirectPermission" DROP "permissionId" """,
        null,
        "column \"TeamMemberDirectPermission\".\"permissionId\" is missing")]
    [InlineData("""DROP TABLE "TeamMember" """, "table \"TeamMember\" is missing", "table \"TeamMember\" is missing")]
    [InlineData(
        """ALTER TABLE "TeamMember" DROP "projectUserId" """,
        "column \"TeamMember\".\"projectUserId\" is missing",
        "column \"TeamMember\".\"projectUserId\" is missing")]
    public async Task Teams_say_why_their_members_and_grants_cannot_be_read(string damage, string? noMembers, string? noGrants)
    {
        var (database, tenant) = await OlderAsync(damage);
        await using var _ = database;
        var reader = new TeamReader(database);

        var team = (await reader.FindWithGrantsAsync(tenant.Id, Tenant.Numbered(10), default))!;

        team.Grants.Should().BeEmpty();
        team.MembersWithoutUser.Should().BeEmpty();
        reader.WhyNoMembers.Should().Be(noMembers);
        reader.WhyNoGrants.Should().Be(noGrants);
    }

    [Fact]
    public async Task Users_without_a_time_of_sign_up_come_by_id_and_say_so()
    {
        var (database, tenant) = await OlderAsync("""ALTER TABLE "ProjectUser" DROP "signedUpAt", DROP "createdAt" """);
        await using var _ = database;
        var reader = new UserReader(database);

        (await reader.PagesAsync(tenant.Id, null, default).ToListAsync()).Single().Single().Id.Should().Be(Tenant.Numbered(1));
        reader.WhyUnordered.Should().Be("column \"ProjectUser\".\"signedUpAt\" is missing");
    }

    [Fact]
    public void A_reason_names_the_first_thing_that_is_missing()
    {
        var schema = databases.Database.Schema;
        var users = new TableColumns("ProjectUser", "displayName", "shoeSize", "hatSize");

        schema.WhyMissing(UserColumns.DisplayName).Should().BeNull();
        schema.WhyMissing(new Part(UserColumns.DisplayName, users)).Should().Be("column \"ProjectUser\".\"shoeSize\" is missing");
        schema.WhyMissing(new Part(new TableColumns("Shoe", "size"), users)).Should().Be("table \"Shoe\" is missing");
    }

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
