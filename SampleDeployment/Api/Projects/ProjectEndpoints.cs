using Npgsql;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;

namespace SampleDeployment.Api.Projects;

/// <summary>The project itself, and its configuration.</summary>
internal static class ProjectEndpoints
{
    private const string Sql =
        """
        SELECT "displayName", "description", "logoUrl", "logoFullUrl", "logoDarkModeUrl", "logoFullDarkModeUrl",
               "createdAt", "isProductionMode", "ownerTeamId", "onboardingStatus"
        FROM "Project" WHERE id = $1
        """;

    private static readonly Shape<string> Config = new(("config_string", (writer, text) => writer.WriteStringValue(text)));

    public static async Task<Answer> CurrentAsync(ApiRequest request)
    {
        await using var command = request.Project.Main.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = request.Project.ProjectId });
        await using var reader = await command.ExecuteReaderAsync(request.Cancel);
        await reader.ReadAsync(request.Cancel);
        var project = new ProjectRow(
            request.Project.ProjectId,
            reader.GetString(0), reader.GetString(1), Text(2), Text(3), Text(4), Text(5),
            reader.GetDateTime(6), reader.GetBoolean(7), reader.IsDBNull(8) ? null : reader.GetGuid(8), reader.GetString(9),
            request.Project.Config);
        return Answer.Json(writer => ProjectView.Shape.Write(writer, project));

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    public static Task<Answer> ConfigAsync(ApiRequest request) =>
        Task.FromResult(Answer.Json(writer => Config.Write(writer, request.Project.Config.Text)));
}
