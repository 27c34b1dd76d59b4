using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Expectations.Views;

/// <summary>
/// Why a user is restricted (source: docs/platform.md, How a user in the API follows from the rows): anonymous; else its primary
/// e-mail is not verified where the config requires that; else by an administrator.
/// </summary>
public static class Restriction
{
    private static readonly Part WithoutEmail = new(UserColumns.IsAnonymous, UserColumns.RestrictedByAdmin);
    private static readonly Part WithEmail = new(WithoutEmail, EmailColumns.Table);

    /// <summary>The columns that decide.</summary>
    internal static Part ReadFrom(bool requiresVerifiedEmail) => requiresVerifiedEmail ? WithEmail : WithoutEmail;

    /// <summary>The value of <c>restricted_reason.type</c>, or null for a user that is not restricted.</summary>
    public static string? ReasonOf(StoredUser user, bool requiresVerifiedEmail)
    {
        if (user.IsAnonymous) return "anonymous";
        if (requiresVerifiedEmail && user.PrimaryEmail is not { IsVerified: true }) return "email_not_verified";
        return user.RestrictedByAdmin == true ? "restricted_by_administrator" : null;
    }
}
