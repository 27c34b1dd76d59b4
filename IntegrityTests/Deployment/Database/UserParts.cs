namespace IntegrityTests.Deployment.Database;

/// <summary>
/// The columns, written <c>Table.column</c>, that each part of a user is read from. Where a deployment lacks one of them, that part is
/// read as empty and not compared.
/// </summary>
public static class UserParts
{
    private static readonly string[] Methods = ["AuthMethod.tenancyId", "AuthMethod.id", "AuthMethod.projectUserId"];

    /// <summary>The primary e-mail.</summary>
    public static IReadOnlyList<string> PrimaryEmail { get; } = Of(
        "ContactChannel", "tenancyId", "projectUserId", "id", "value", "isVerified", "usedForAuth", "type", "isPrimary");

    /// <summary>Whether there is a password.</summary>
    public static IReadOnlyList<string> Password { get; } = [.. Methods, .. Of("PasswordAuthMethod", "tenancyId", "authMethodId")];

    /// <summary>Whether one-time passwords are used.</summary>
    public static IReadOnlyList<string> Otp { get; } = [.. Methods, .. Of("OtpAuthMethod", "tenancyId", "authMethodId")];

    /// <summary>Whether there is a passkey.</summary>
    public static IReadOnlyList<string> Passkey { get; } = [.. Methods, .. Of("PasskeyAuthMethod", "tenancyId", "authMethodId")];

    /// <summary>OAuth accounts.</summary>
    public static IReadOnlyList<string> OAuthAccounts { get; } = Of(
        "ProjectUserOAuthAccount", "tenancyId", "projectUserId", "configOAuthProviderId", "providerAccountId", "email");

    /// <summary>Memberships in teams.</summary>
    public static IReadOnlyList<string> Memberships { get; } =
        [.. Of("TeamMember", "tenancyId", "projectUserId", "teamId", "isSelected"), .. Of("Team", "tenancyId", "teamId")];

    /// <summary>Granted project permissions.</summary>
    public static IReadOnlyList<string> Permissions { get; } = Of(
        "ProjectUserDirectPermission", "tenancyId", "projectUserId", "permissionId");

    /// <summary>Whether signing in needs a second factor.</summary>
    public static IReadOnlyList<string> TotpMfa { get; } = Of("ProjectUser", "requiresTotpMfa");

    /// <summary>Whether the user is anonymous.</summary>
    public static IReadOnlyList<string> Anonymous { get; } = Of("ProjectUser", "isAnonymous");

    /// <summary>Where the user signed up from.</summary>
    public static IReadOnlyList<string> Country { get; } = Of("ProjectUser", "signUpCountryCode");

    /// <summary>When the user signed up.</summary>
    public static IReadOnlyList<string> SignedUp { get; } = Of("ProjectUser", "signedUpAt");

    /// <summary>When the user was last active.</summary>
    public static IReadOnlyList<string> LastActive { get; } = Of("ProjectUser", "lastActiveAt");

    /// <summary>The risk scores of the sign-up.</summary>
    public static IReadOnlyList<string> RiskScores { get; } = Of("ProjectUser", "signUpRiskScoreBot", "signUpRiskScoreFreeTrialAbuse");

    /// <summary>Whether an administrator restricted the user.</summary>
    public static IReadOnlyList<string> RestrictedByAdmin { get; } = Of("ProjectUser", "restrictedByAdmin");

    /// <summary>Whether and why an administrator restricted the user.</summary>
    public static IReadOnlyList<string> AdminRestriction { get; } = Of(
        "ProjectUser", "restrictedByAdmin", "restrictedByAdminReason", "restrictedByAdminPrivateDetails");

    private static string[] Of(string table, params string[] columns) => [.. columns.Select(column => $"{table}.{column}")];
}
