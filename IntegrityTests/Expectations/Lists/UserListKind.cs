using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Views;

namespace IntegrityTests.Expectations.Lists;

/// <summary>One of the lists of users that the API serves (source: docs/platform.md, Pagination of users).</summary>
/// <param name="Name">What it lists, for messages.</param>
/// <param name="Filter">The query parameter that asks for it; empty for the default.</param>
public sealed record UserListKind(string Name, string Filter)
{
    /// <summary>Without anonymous and restricted users.</summary>
    public static readonly UserListKind Default = new("the default list", "");

    /// <summary>Without anonymous users.</summary>
    public static readonly UserListKind WithRestricted = new("the list with restricted users", "include_restricted=true");

    /// <summary>All users.</summary>
    public static readonly UserListKind All = new("the list of all users", "include_anonymous=true");

    /// <summary>Whether the user belongs in the list.</summary>
    public bool Includes(StoredUser user, bool requiresVerifiedEmail)
    {
        if (this == All) return true;
        if (user.IsAnonymous) return false;
        return this == WithRestricted || Restriction.ReasonOf(user, requiresVerifiedEmail) is null;
    }
}
