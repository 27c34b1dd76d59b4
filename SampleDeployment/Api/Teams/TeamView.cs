using Npgsql;
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

internal sealed record TeamRow(
    Guid Id,
    string DisplayName,
    string? ProfileImageUrl,
    DateTime CreatedAt,
    string? ClientMetadata,
    string? ClientReadOnlyMetadata,
    string? ServerMetadata);

internal static class TeamReader
{
    /// <summary>Of the table as <c>t</c>, in the order that <see cref="Read"/> expects.</summary>
    public const string Columns =
        """
        t."teamId", t."displayName", t."profileImageUrl", t."createdAt",
        t."clientMetadata"::text, t."clientReadOnlyMetadata"::text, t."serverMetadata"::text
        """;

    public static TeamRow Read(NpgsqlDataReader reader, int from)
    {
        return new(
            reader.GetGuid(from), reader.GetString(from + 1), Text(2), reader.GetDateTime(from + 3), Text(4), Text(5), Text(6));

        string? Text(int column) => reader.IsDBNull(from + column) ? null : reader.GetString(from + column);
    }
}
