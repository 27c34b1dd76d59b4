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

    private static string[] Of(string table, params string[] columns) => [.. columns.Select(column => $"{table}.{column}")];
}
