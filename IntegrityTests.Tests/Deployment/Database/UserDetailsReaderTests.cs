using FluentAssertions;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Database;

[Collection(DatabaseCollection.Name)]
public sealed class UserDetailsReaderTests(DatabaseFixture databases)
{
    private static readonly Guid Ada = Tenant.Numbered(1);
    private readonly Tenant _tenant = new(databases.Shared);

    [Fact]
    public async Task The_primary_email_is_the_one_that_is_marked()
    {
        await AddEmailAsync("old@example.com", isPrimary: false);
        await AddEmailAsync("ada@example.com", isPrimary: true);

        (await AdaAsync()).PrimaryEmail.Should().Be(new PrimaryEmail("ada@example.com", IsVerified: true, IsUsedForAuth: true));
    }

    [Fact]
    public async Task A_user_without_primary_email_has_none()
    {
        await AddEmailAsync("old@example.com", isPrimary: false);

        (await AdaAsync()).PrimaryEmail.Should().BeNull();
    }

    [Theory]
    [InlineData(AuthMethods.Password)]
    [InlineData(AuthMethods.Otp)]
    [InlineData(AuthMethods.Passkey)]
    [InlineData(AuthMethods.Password | AuthMethods.Otp | AuthMethods.Passkey)]
    [InlineData(AuthMethods.None)]
    public async Task Auth_methods_are_those_that_have_a_row_of_their_kind(AuthMethods methods)
    {
        await AddMethodAsync(null, new { });
        if (methods.HasFlag(AuthMethods.Password)) await AddMethodAsync("PasswordAuthMethod", new { passwordHash = "x" });
        if (methods.HasFlag(AuthMethods.Otp)) await AddMethodAsync("OtpAuthMethod", new { });
        if (methods.HasFlag(AuthMethods.Passkey))
        {
            await AddMethodAsync(
                "PasskeyAuthMethod",
                new { credentialId = "c", publicKey = "k", userHandle = "h", credentialDeviceType = "d", counter = 0 });
        }

        (await AdaAsync()).AuthMethods.Should().Be(methods);
    }

    [Fact]
    public async Task OAuth_accounts_belong_to_their_user()
    {
        await AddAccountAsync(Ada, "github", "1", "a@example.com");
        await AddAccountAsync(Ada, "google", "2", null);
        await AddAccountAsync(Tenant.Numbered(2), "google", "3", null);

        (await AdaAsync()).OAuthAccounts.Should().BeEquivalentTo(
            new[] { new OAuthAccount("github", "1", "a@example.com"), new OAuthAccount("google", "2", null) });
    }

    [Fact]
    public async Task Memberships_have_their_team_or_none()
    {
        await _tenant.AddTeamAsync(Tenant.Numbered(10), "Crew");
        await _tenant.AddAsync("TeamMember", new { projectUserId = Ada, teamId = Tenant.Numbered(10), isSelected = "TRUE" });
        await _tenant.AddAsync("TeamMember", new { projectUserId = Ada, teamId = Tenant.Numbered(11) });

        var memberships = (await AdaAsync()).Memberships.OrderBy(membership => membership.TeamId).ToList();

        memberships[0].Team!.DisplayName.Should().Be("Crew");
        memberships[0].IsSelected.Should().BeTrue();
        memberships[1].Should().Be(new Membership(Tenant.Numbered(11), IsSelected: false, Team: null));
    }

    [Fact]
    public async Task A_team_of_another_tenancy_is_no_team()
    {
        await new Tenant(databases.Shared).AddTeamAsync(Tenant.Numbered(10));
        await _tenant.AddAsync("TeamMember", new { projectUserId = Ada, teamId = Tenant.Numbered(10) });

        (await AdaAsync()).Memberships.Should().ContainSingle().Which.Team.Should().BeNull();
    }

    [Fact]
    public async Task Granted_permissions_are_read_whether_defined_or_not()
    {
        foreach (var permission in new[] { "read", "no_such_thing" })
        {
            await _tenant.AddAsync(
                "ProjectUserDirectPermission", new { id = Guid.NewGuid(), projectUserId = Ada, permissionId = permission });
        }

        (await AdaAsync()).Permissions.Should().BeEquivalentTo("read", "no_such_thing");
    }

    private async Task<StoredUser> AdaAsync()
    {
        await _tenant.AddUserAsync(Ada);
        return (await new UserReader(databases.Database).FindAsync(_tenant.Id, Ada, default))!;
    }

    private Task AddEmailAsync(string value, bool isPrimary) => _tenant.AddAsync("ContactChannel", new
    {
        id = Guid.NewGuid(),
        projectUserId = Ada,
        type = "EMAIL",
        isPrimary = isPrimary ? "TRUE" : null,
        isVerified = true,
        value,
        usedForAuth = "TRUE",
    });

    private async Task AddMethodAsync(string? table, object columns)
    {
        var id = Guid.NewGuid();
        await _tenant.AddAsync("AuthMethod", new { id, projectUserId = Ada });
        if (table is null) return;
        var row = System.Text.Json.JsonSerializer.SerializeToNode(columns)!.AsObject();
        row["authMethodId"] = id;
        row["projectUserId"] = Ada;
        await _tenant.AddAsync(table, row);
    }

    private Task AddAccountAsync(Guid user, string provider, string account, string? email) => _tenant.AddAsync(
        "ProjectUserOAuthAccount",
        new { id = Guid.NewGuid(), projectUserId = user, configOAuthProviderId = provider, providerAccountId = account, email });
}
