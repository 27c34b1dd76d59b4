using System.Text.Json;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;

namespace IntegrityTests.Expectations.Views;

/// <summary>How grants read in the API (source: docs/platform.md, Permissions).</summary>
public static class PermissionsView
{
    /// <summary>The grants of a user in its project.</summary>
    public static ItemSet OfUser(Guid user, IEnumerable<string> permissionIds)
    {
        var items = new ItemSet("permission", item => item.Text("id")).BelongTo("user_id", user.ToString());
        foreach (var id in permissionIds) items.Add(id, () => new View());
        return items;
    }

    /// <summary>The grants of all members of a team. A grant to somebody who is not a member may be listed or not.</summary>
    public static ItemSet OfTeam(Team team, IEnumerable<TeamGrant> defined)
    {
        var grants = defined.ToLookup(grant => grant.IsOfMember, grant => Key(grant.UserId.ToString(), grant.PermissionId));
        var strays = grants[false].ToHashSet(StringComparer.Ordinal);
        var items = new ItemSet("permission of a member", KeyOf) { Tolerates = strays.Contains };
        foreach (var key in grants[true]) items.Add(key, () => new View());
        return items.BelongTo("team_id", team.Id.ToString());
    }

    private static string? KeyOf(JsonElement item) =>
        item.Text("user_id") is { } user && item.Text("id") is { } permission ? Key(user, permission) : null;

    private static string Key(string user, string permission) => $"user:{user} {permission}";
}
