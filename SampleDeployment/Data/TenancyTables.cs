using Npgsql;
using SampleDeployment.Data.Payments;

namespace SampleDeployment.Data;

/// <summary>The rows that hang on a tenancy: users, how they sign in, teams, grants, payments.</summary>
/// <param name="platform">The version.</param>
/// <param name="numbers">The sequencer's numbers; null in a database that it does not know.</param>
internal sealed class TenancyTables(Platform platform, SequenceNumbers? numbers)
{
    public CopyTable Users { get; } = new(
        "ProjectUser",
        "tenancyId", "projectUserId", "mirroredProjectId", "mirroredBranchId", "createdAt", "updatedAt", "signedUpAt", "lastActiveAt",
        "displayName", "profileImageUrl", "clientMetadata", "clientReadOnlyMetadata", "serverMetadata", "requiresTotpMfa", "totpSecret",
        "isAnonymous", "restrictedByAdmin", "restrictedByAdminReason", "restrictedByAdminPrivateDetails",
        "signUpRiskScoreBot", "signUpRiskScoreFreeTrialAbuse", "signUpCountryCode")
    {
        Numbers = numbers,
    };

    public CopyTable Contacts { get; } = new(
        "ContactChannel",
        "tenancyId", "projectUserId", "id", "createdAt", "updatedAt", "type", "isPrimary", "isVerified", "usedForAuth", "value")
    {
        Numbers = numbers,
    };

    public CopyTable Methods { get; } = new("AuthMethod", "tenancyId", "id", "projectUserId", "createdAt", "updatedAt");

    public CopyTable Passwords { get; } = new(
        "PasswordAuthMethod", "tenancyId", "authMethodId", "projectUserId", "createdAt", "updatedAt", "passwordHash");

    public CopyTable Otps { get; } = new("OtpAuthMethod", "tenancyId", "authMethodId", "projectUserId", "createdAt", "updatedAt");

    public CopyTable Passkeys { get; } = new(
        "PasskeyAuthMethod",
        "tenancyId", "authMethodId", "projectUserId", "createdAt", "updatedAt",
        "credentialId", "publicKey", "userHandle", "transports", "credentialDeviceType", "counter");

    public CopyTable OAuthMethods { get; } = new(
        "OAuthAuthMethod",
        "tenancyId", "authMethodId", "projectUserId", "createdAt", "updatedAt", "configOAuthProviderId", "providerAccountId");

    public CopyTable OAuthAccounts { get; } = new(
        "ProjectUserOAuthAccount",
        "tenancyId", "id", "projectUserId", "createdAt", "updatedAt", "configOAuthProviderId", "providerAccountId", "email")
    {
        Numbers = AllNumbers(platform, numbers),
    };

    public CopyTable UserGrants { get; } = new(
        "ProjectUserDirectPermission", "tenancyId", "id", "projectUserId", "createdAt", "updatedAt", "permissionId")
    {
        Numbers = AllNumbers(platform, numbers),
    };

    public CopyTable Teams { get; } = new(
        "Team",
        "tenancyId", "teamId", "mirroredProjectId", "mirroredBranchId", "createdAt", "updatedAt",
        "displayName", "profileImageUrl", "clientMetadata", "clientReadOnlyMetadata", "serverMetadata")
    {
        Numbers = AllNumbers(platform, numbers),
    };

    public CopyTable Members { get; } = new(
        "TeamMember", "tenancyId", "projectUserId", "teamId", "createdAt", "updatedAt", "isSelected")
    {
        Numbers = AllNumbers(platform, numbers),
    };

    public CopyTable MemberGrants { get; } = new(
        "TeamMemberDirectPermission", "tenancyId", "id", "projectUserId", "teamId", "createdAt", "updatedAt", "permissionId")
    {
        Numbers = AllNumbers(platform, numbers),
    };

    public PaymentTables Payments { get; } = new(platform);

    public AccessTables Access { get; } = new(AllNumbers(platform, numbers), numbers);

    public IEnumerable<CopyTable> All =>
    [
        Users, Contacts, Methods, Passwords, Otps, Passkeys, OAuthAccounts, OAuthMethods, UserGrants, Teams, Members, MemberGrants,
        .. Payments.All, .. Access.All,
    ];

    public async Task SendAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        foreach (var table in All)
            await table.SendAsync(connection, cancel);
    }

    // The reference version numbers users, contact channels and what is left of them only.
    private static SequenceNumbers? AllNumbers(Platform platform, SequenceNumbers? numbers) => platform.HasEngine ? numbers : null;
}
