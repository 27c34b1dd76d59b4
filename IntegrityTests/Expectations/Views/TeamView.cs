using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;

namespace IntegrityTests.Expectations.Views;

/// <summary>How a team reads in the API (source: docs/platform.md, Teams and their rows).</summary>
public static class TeamView
{
    /// <summary>What the API must answer about the team; a member whose column the deployment does not have is skipped.</summary>
    public static View Of(Team team, StoredSchema schema) => new StoredView(schema)
        .Value("id", TeamColumns.Id, team.Id.ToString())
        .Value("display_name", TeamColumns.DisplayName, team.DisplayName, isPersonal: true)
        .Value("profile_image_url", TeamColumns.ProfileImageUrl, team.ProfileImageUrl, isPersonal: true)
        .Milliseconds("created_at_millis", TeamColumns.CreatedAt, team.CreatedAt)
        .Metadata("client_metadata", TeamColumns.ClientMetadata, team.ClientMetadata)
        .Metadata("client_read_only_metadata", TeamColumns.ClientReadOnlyMetadata, team.ClientReadOnlyMetadata)
        .Metadata("server_metadata", TeamColumns.ServerMetadata, team.ServerMetadata)
        .View;

    /// <summary>The teams that a list must have, by id.</summary>
    public static ItemSet SetOf(IEnumerable<Team> teams, StoredSchema schema)
    {
        var items = new ItemSet("team", item => item.Text("id"));
        foreach (var team in teams) items.Add(team.Id.ToString(), () => Of(team, schema));
        return items;
    }
}
