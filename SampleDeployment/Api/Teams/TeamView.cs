using SampleDeployment.Api.Json;

namespace SampleDeployment.Api.Teams;

/// <summary>A team as the API shows one.</summary>
internal static class TeamView
{
    public static Shape<TeamRow> Shape { get; } = new(
        ("id", (writer, team) => writer.WriteStringValue(team.Id)),
        ("display_name", (writer, team) => writer.WriteStringValue(team.DisplayName)),
        ("profile_image_url", (writer, team) => writer.WriteStringValue(Validation.Url(team.ProfileImageUrl))),
        ("created_at_millis", (writer, team) => writer.WriteMillis(team.CreatedAt)),
        ("client_metadata", (writer, team) => StoredJson.Write(writer, team.ClientMetadata)),
        ("client_read_only_metadata", (writer, team) => StoredJson.Write(writer, team.ClientReadOnlyMetadata)),
        ("server_metadata", (writer, team) => StoredJson.Write(writer, team.ServerMetadata)));
}
