using System.Text.Json;
using System.Text.Json.Nodes;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;
using SampleDeployment.Api.Payments;

namespace SampleDeployment.Api.Config;

/// <summary>A rendered configuration, and what the endpoints read out of it.</summary>
internal sealed class ProjectConfig
{
    private readonly JsonObject _root;

    public ProjectConfig(JsonObject root)
    {
        _root = root;
        Text = root.ToJsonString(JsonDepth.Relaxed);
        TeamPermissions = PermissionDefinition.OfTeams(root);
        ProjectPermissions = PermissionDefinition.OfProject(root);
        Payments = new(root["payments"]);
        RequiresVerifiedEmail = root["onboarding"] is JsonObject onboarding
            && onboarding["requireEmailVerification"]?.GetValueKind() == JsonValueKind.True;
    }

    public string Text { get; }

    public IReadOnlyList<PermissionDefinition> TeamPermissions { get; }

    public IReadOnlyList<PermissionDefinition> ProjectPermissions { get; }

    public PaymentsConfig Payments { get; }

    /// <summary>Then a user without a verified primary e-mail is restricted.</summary>
    public bool RequiresVerifiedEmail { get; }

    /// <summary>The connection string of the project's own database, or null if its users are in the deployment's.</summary>
    public string? ExternalDatabase(string branch) => _root["sourceOfTruth"] is JsonObject source
        ? (string?)source["type"] switch
        {
            "postgres" => (string?)source["connectionString"],
            "neon" => (string?)source["connectionStrings"]?[branch],
            _ => null,
        }
        : null;

    /// <exception cref="InvalidResponseException">The value is of another type.</exception>
    public bool Boolean(string path) => At(path)?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new InvalidResponseException($"{path} is not a boolean."),
    };

    /// <exception cref="InvalidResponseException">The value is of another type.</exception>
    public string String(string path) => At(path)?.GetValueKind() == JsonValueKind.String
        ? At(path)!.GetValue<string>()
        : throw new InvalidResponseException($"{path} is not a string.");

    /// <exception cref="InvalidResponseException">The value is of another type.</exception>
    public IEnumerable<KeyValuePair<string, JsonNode?>> Entries(string path) => At(path) is JsonObject entries
        ? entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)
        : throw new InvalidResponseException($"{path} is not an object.");

    private JsonNode? At(string path)
    {
        JsonNode? node = _root;
        foreach (var key in path.Split('.'))
            node = (node as JsonObject)?[key];
        return node;
    }
}
