using System.Text.Json;
using System.Text.Json.Nodes;

namespace SampleDeployment.Api.Config;

/// <summary>A permission that can be granted: to users of the project, or to members of a team.</summary>
internal sealed record PermissionDefinition(string Id, string? Description, IReadOnlyList<string> Contained)
{
    private static readonly PermissionDefinition[] System =
    [
        new("$delete_team", "Delete the team", []),
        new("$invite_members", "Invite other users to the team", []),
        new("$manage_api_keys", "Create and manage API keys for the team", []),
        new("$read_members", "Read and list the other members of the team", []),
        new("$remove_members", "Remove other members from the team", []),
        new("$update_team", "Update the team information", []),
    ];

    public static IReadOnlyList<PermissionDefinition> OfProject(JsonObject config) => [.. Configured(config, "project")];

    public static IReadOnlyList<PermissionDefinition> OfTeams(JsonObject config) => [.. System, .. Configured(config, "team")];

    private static IEnumerable<PermissionDefinition> Configured(JsonObject config, string scope) =>
        config["rbac"] is JsonObject rbac && rbac["permissions"] is JsonObject permissions
            ? permissions
                .Where(entry => entry.Value is JsonObject definition && Text(definition["scope"]) == scope)
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => new PermissionDefinition(entry.Key, Text(entry.Value!["description"]), ContainedIn(entry.Value!)))
            : [];

    private static string[] ContainedIn(JsonNode definition) => definition["containedPermissionIds"] is JsonObject contained
        ? [.. contained
            .Where(entry => entry.Value?.GetValueKind() == JsonValueKind.True)
            .Select(entry => entry.Key)
            .Order(StringComparer.Ordinal)]
        : [];

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
