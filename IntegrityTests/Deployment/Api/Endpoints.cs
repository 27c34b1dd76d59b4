using System.Globalization;

namespace IntegrityTests.Deployment.Api;

/// <summary>The paths of the admin API (source: stack-auth/api.md, Endpoints).</summary>
public static class Endpoints
{
    /// <summary>The project.</summary>
    public const string CurrentProject = "/api/v1/internal/projects/current";

    /// <summary>The rendered config.</summary>
    public const string Config = "/api/v1/internal/config";

    /// <summary>Project permission definitions.</summary>
    public const string ProjectPermissionDefinitions = "/api/v1/project-permission-definitions";

    /// <summary>Team permission definitions.</summary>
    public const string TeamPermissionDefinitions = "/api/v1/team-permission-definitions";

    /// <summary>All teams of the project.</summary>
    public const string Teams = "/api/v1/teams";

    /// <summary>One user.</summary>
    public static string User(Guid id) => $"/api/v1/users/{id}";

    /// <summary>A user's project permissions.</summary>
    public static string ProjectPermissionsOf(Guid user) => $"/api/v1/project-permissions?user_id={user}";

    /// <summary>A user's teams.</summary>
    public static string TeamsOf(Guid user) => $"/api/v1/teams?user_id={user}";

    /// <summary>The grants of all members of a team.</summary>
    public static string TeamPermissionsOf(Guid team) => $"/api/v1/team-permissions?team_id={team}";

    /// <summary>A page of the users' list.</summary>
    /// <param name="limit">Users a page, from 1.</param>
    /// <param name="filter">An additional parameter such as <c>include_anonymous=true</c>, or empty.</param>
    /// <param name="cursor">Id of the first user of the page (the cursor is inclusive); null for the first page.</param>
    public static string Users(int limit, string filter, Guid? cursor)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/api/v1/users?limit={limit}");
        if (filter.Length > 0) path += $"&{filter}";
        return cursor is null ? path : $"{path}&cursor={cursor}";
    }
}
