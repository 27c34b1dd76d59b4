namespace IntegrityTests.Deployment.Records;

/// <summary>The primary EMAIL <c>ContactChannel</c> of a user.</summary>
public sealed record PrimaryEmail(string Value, bool IsVerified, bool IsUsedForAuth);

/// <summary>A <c>ProjectUserOAuthAccount</c> row.</summary>
public sealed record OAuthAccount(string ProviderId, string AccountId, string? Email);

/// <summary>A <c>TeamMember</c> row seen from its user.</summary>
/// <param name="TeamId">The team that it names.</param>
/// <param name="IsSelected">Whether it is the user's selected team.</param>
/// <param name="Team">The team's row, or null when there is none: a dangling membership.</param>
public sealed record Membership(Guid TeamId, bool IsSelected, Team? Team);

/// <summary>The kinds of auth method that a user has (source: docs/platform.md, Users and their rows).</summary>
[Flags]
public enum AuthMethods
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A <c>PasswordAuthMethod</c>.</summary>
    Password = 1,

    /// <summary>An <c>OtpAuthMethod</c>.</summary>
    Otp = 2,

    /// <summary>A <c>PasskeyAuthMethod</c>.</summary>
    Passkey = 4,
}

/// <summary>The columns of <c>ContactChannel</c>.</summary>
internal static class EmailColumns
{
    public static readonly TableColumns Table = new("ContactChannel", "tenancyId", "id", "type", "isPrimary");
    public static readonly Column<Guid> User = Table.Key("projectUserId");
    public static readonly Column<string?> Value = Table.Text("value");
    public static readonly Column<bool?> IsVerified = Table.Flag("isVerified");
    public static readonly Column<bool> IsUsedForAuth = Table.Is("usedForAuth", "TRUE");

    public static PrimaryEmail Read(StoredRow row) => new(row.Get(Value) ?? "", row.Get(IsVerified) ?? false, row.Get(IsUsedForAuth));
}

/// <summary>The columns of <c>ProjectUserOAuthAccount</c>.</summary>
internal static class OAuthAccountColumns
{
    public static readonly TableColumns Table = new("ProjectUserOAuthAccount", "tenancyId");
    public static readonly Column<Guid> User = Table.Key("projectUserId");
    public static readonly Column<string?> ProviderId = Table.Text("configOAuthProviderId");
    public static readonly Column<string?> AccountId = Table.Text("providerAccountId");
    public static readonly Column<string?> Email = Table.Text("email");

    public static OAuthAccount Read(StoredRow row) => new(row.Get(ProviderId) ?? "", row.Get(AccountId) ?? "", row.Get(Email));
}

/// <summary>The columns of <c>AuthMethod</c> and of the tables of its kinds.</summary>
internal static class AuthMethodColumns
{
    private static readonly TableColumns Methods = new("AuthMethod", "tenancyId", "id", "projectUserId");

    public static readonly Part Password = Kind("PasswordAuthMethod");
    public static readonly Part Otp = Kind("OtpAuthMethod");
    public static readonly Part Passkey = Kind("PasskeyAuthMethod");

    /// <summary>What signing in with an e-mail address follows from.</summary>
    public static readonly Part ByEmail = new(Password, Otp);

    /// <summary>The kinds with their tables.</summary>
    public static readonly IReadOnlyList<(AuthMethods Method, string Table, Part From)> Kinds =
    [
        (AuthMethods.Password, "PasswordAuthMethod", Password),
        (AuthMethods.Otp, "OtpAuthMethod", Otp),
        (AuthMethods.Passkey, "PasskeyAuthMethod", Passkey),
    ];

    private static Part Kind(string table) => new(Methods, new TableColumns(table, "tenancyId", "authMethodId"));
}

/// <summary>The columns of <c>ProjectUserDirectPermission</c>.</summary>
internal static class UserGrantColumns
{
    public static readonly TableColumns Table = new("ProjectUserDirectPermission", "tenancyId");
    public static readonly Column<Guid> User = Table.Key("projectUserId");
    public static readonly Column<string?> PermissionId = Table.Text("permissionId");
}
