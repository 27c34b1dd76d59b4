using Npgsql;

namespace SampleDeployment.Api.Teams;

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
