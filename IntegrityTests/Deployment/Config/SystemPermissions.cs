using System.Collections.Frozen;

namespace IntegrityTests.Deployment.Config;

/// <summary>
/// The team permissions that every project has (source: docs/platform.md, Permissions).
/// </summary>
public static class SystemPermissions
{
    /// <summary>Their ids.</summary>
    public static readonly FrozenSet<string> All = FrozenSet.ToFrozenSet(
        ["$update_team", "$delete_team", "$read_members", "$remove_members", "$invite_members", "$manage_api_keys"],
        StringComparer.Ordinal);
}
