using Npgsql;
using SampleDeployment.Api.Config;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;

namespace SampleDeployment.Api.Permissions;

/// <summary>Direct grants, and on demand what they contain. Grants of a permission that is not defined do not show.</summary>
internal static class GrantEndpoints
{
    private const string OfProjectSql =
        """
        SELECT "permissionId", "projectUserId" FROM "ProjectUserDirectPermission"
        WHERE "tenancyId" = $1 AND "permissionId" = ANY($2)
        """;

    private const string OfTeamsSql =
        """
        SELECT "permissionId", "projectUserId", "teamId" FROM "TeamMemberDirectPermission"
        WHERE "tenancyId" = $1 AND "permissionId" = ANY($2)
        """;

    private static readonly ItemList<Grant> ProjectGrants = new(new(
        ("id", (writer, grant) => writer.WriteStringValue(grant.Permission)),
        ("user_id", (writer, grant) => writer.WriteStringValue(grant.User))));

    private static readonly ItemList<Grant> TeamGrants = new(new(
        ("id", (writer, grant) => writer.WriteStringValue(grant.Permission)),
        ("user_id", (writer, grant) => writer.WriteStringValue(grant.User)),
        ("team_id", (writer, grant) => writer.WriteId(grant.Team))));

    private sealed record Grant(string Permission, Guid User, Guid? Team);

    public static async Task<Answer> OfProjectAsync(ApiRequest request)
    {
        await using var command = Command(
            request, OfProjectSql, request.Project.Config.ProjectPermissions,
            [("projectUserId", request.QueryId("user_id"))],
            """ORDER BY "projectUserId", "permissionId" """);
        return ProjectGrants.Answer(Expand(request, await ReadAsync(command, request.Cancel), request.Project.Config.ProjectPermissions));
    }

    public static async Task<Answer> OfTeamsAsync(ApiRequest request)
    {
        await using var command = Command(
            request, OfTeamsSql, request.Project.Config.TeamPermissions,
            [("projectUserId", request.QueryId("user_id")), ("teamId", request.QueryId("team_id"))],
            """ORDER BY "teamId", "projectUserId", "permissionId" """);
        return TeamGrants.Answer(Expand(request, await ReadAsync(command, request.Cancel), request.Project.Config.TeamPermissions));
    }

    private static List<Grant> Expand(ApiRequest request, List<Grant> grants, IReadOnlyList<PermissionDefinition> defined) =>
        request.Flag("recursive")
            ? [.. grants
                .GroupBy(grant => (grant.Team, grant.User))
                .SelectMany(grants => grants
                    .SelectMany(grant => Closure.Of(grant.Permission, defined))
                    .Distinct()
                    .Order(StringComparer.Ordinal)
                    .Select(permission => new Grant(permission, grants.Key.User, grants.Key.Team)))]
            : grants;

    // A condition is there only if it is asked for, so that each statement can use its index.
    private static NpgsqlCommand Command(
        ApiRequest request,
        string select,
        IReadOnlyList<PermissionDefinition> defined,
        ReadOnlySpan<(string Column, Guid? Id)> filters,
        string order)
    {
        var command = request.Project.Users.CreateCommand();
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = request.Project.TenancyId });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. defined.Select(permission => permission.Id)] });
        var sql = select;
        foreach (var (column, id) in filters)
        {
            if (id is not { } wanted) continue;
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = wanted });
            sql += $" AND \"{column}\" = ${command.Parameters.Count}";
        }
#pragma warning disable CA2100 // Made of our own constants only.
        command.CommandText = $"{sql} {order}";
#pragma warning restore CA2100
        return command;
    }

    private static async Task<List<Grant>> ReadAsync(NpgsqlCommand command, CancellationToken cancel)
    {
        var grants = new List<Grant>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            grants.Add(new(reader.GetString(0), reader.GetGuid(1), reader.FieldCount > 2 ? reader.GetGuid(2) : null));
        return grants;
    }
}

/// <summary>What a grant brings with it: the permissions that the granted one contains, and those that these contain.</summary>
internal static class Closure
{
    /// <summary>The permission itself and all that is contained and defined; definitions that contain each other do no harm.</summary>
    public static IEnumerable<string> Of(string permission, IReadOnlyList<PermissionDefinition> defined)
    {
        var found = new HashSet<string>();
        var open = new Stack<string>([permission]);
        while (open.TryPop(out var next))
        {
            if (defined.FirstOrDefault(definition => definition.Id == next) is not { } definition || !found.Add(next))
                continue;
            foreach (var contained in definition.Contained)
                open.Push(contained);
        }

        return found;
    }
}
