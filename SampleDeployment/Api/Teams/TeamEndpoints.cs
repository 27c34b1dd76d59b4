using Npgsql;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;

namespace SampleDeployment.Api.Teams;

/// <summary>The teams of the project, or those of one user: a membership in a team that does not exist shows nowhere.</summary>
internal static class TeamEndpoints
{
    private const string Order = """ORDER BY t."createdAt", t."teamId" """;

    private const string AllSql = $"""SELECT {TeamReader.Columns} FROM "Team" t WHERE t."tenancyId" = $1 {Order}""";

    private const string OfUserSql =
        $"""
        SELECT {TeamReader.Columns}
        FROM "TeamMember" m JOIN "Team" t ON t."tenancyId" = m."tenancyId" AND t."teamId" = m."teamId"
        WHERE m."tenancyId" = $1 AND m."projectUserId" = $2
        {Order}
        """;

    private static readonly ItemList<TeamRow> List = new(TeamView.Shape);

    public static async Task<Answer> ListAsync(ApiRequest request)
    {
        var user = request.QueryId("user_id");
        await using var command = request.Project.Users.CreateCommand(user is null ? AllSql : OfUserSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = request.Project.TenancyId });
        if (user is { } id)
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });

        var teams = new List<TeamRow>();
        await using var reader = await command.ExecuteReaderAsync(request.Cancel);
        while (await reader.ReadAsync(request.Cancel))
            teams.Add(TeamReader.Read(reader, 0));
        return List.Answer(teams);
    }
}
