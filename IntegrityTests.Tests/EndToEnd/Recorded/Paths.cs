namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>
/// Paths of the API, spelled out here so that the suite's own spelling is tested too (source: docs/platform.md, Endpoints).
/// </summary>
internal static class Paths
{
    public const string CheckVersion = "/api/v1/check-version";
    public const string Config = "/api/v1/internal/config";
    public const string CurrentProject = "/api/v1/internal/projects/current";
    public const string ProjectPermissionDefinitions = "/api/v1/project-permission-definitions";
    public const string TeamPermissionDefinitions = "/api/v1/team-permission-definitions";
    public const string Teams = "/api/v1/teams";
    public const string UnknownCursor = "/api/v1/internal/payments/transactions?limit=1&cursor=00000000-0000-0000-0000-000000000000";

    public static string User(string id) => $"/api/v1/users/{id}";

    public static string ProjectPermissionsOf(string user) => $"/api/v1/project-permissions?user_id={user}";

    public static string TeamsOf(string user) => $"/api/v1/teams?user_id={user}";

    public static string TeamPermissionsOf(string team) => $"/api/v1/team-permissions?team_id={team}";
}
