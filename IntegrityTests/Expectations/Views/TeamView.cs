using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;

namespace IntegrityTests.Expectations.Views;

/// <summary>How a team reads in the API (source: stack-auth/examples/ok-teams.json and the recorded teams).</summary>
public static class TeamView
{
    /// <summary>What the API must answer about the team.</summary>
    public static View Of(Team team) => new View()
        .Value("id", team.Id.ToString())
        .Value("display_name", team.DisplayName, isPersonal: true)
        .Value("profile_image_url", team.ProfileImageUrl, isPersonal: true)
        .Milliseconds("created_at_millis", team.CreatedAt)
        .Metadata("client_metadata", team.ClientMetadata)
        .Metadata("client_read_only_metadata", team.ClientReadOnlyMetadata)
        .Metadata("server_metadata", team.ServerMetadata);

    /// <summary>The teams that a list must have, by id.</summary>
    public static ItemSet SetOf(IEnumerable<Team> teams)
    {
        var items = new ItemSet("team", item => item.Text("id"));
        foreach (var team in teams) items.Add(team.Id.ToString(), Of(team));
        return items;
    }
}
