using System.Text.Json;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Json;

namespace IntegrityTests.Deployment.Config;

/// <summary>Reads the rendered config of <c>/internal/config</c>.</summary>
internal static class ConfigParser
{
    /// <summary>The config.</summary>
    /// <exception cref="FormatException">It is not of the documented shape; the message says where and holds no value.</exception>
    public static ProjectConfig Parse(JsonElement answer)
    {
        if (answer.Member("config_string") is not { ValueKind: JsonValueKind.String } text)
            throw new FormatException("$.config_string is not a string");
        var root = Json(text.GetString()!);
        if (root.ValueKind != JsonValueKind.Object) throw new FormatException("the config string is not a JSON object");
        return new ProjectConfig(
            Permissions(root),
            root.Member("onboarding").Member("requireEmailVerification") is { ValueKind: JsonValueKind.True },
            UserDatabase(root.Member("sourceOfTruth")),
            root.Member("payments"));
    }

    private static JsonElement Json(string text)
    {
        try
        {
            return GivenJson.Element(text);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"the config string is not JSON (line {exception.LineNumber + 1})");
        }
    }

    private static Dictionary<string, PermissionDefinition> Permissions(JsonElement root)
    {
        var definitions = new Dictionary<string, PermissionDefinition>(StringComparer.Ordinal);
        if (root.Member("rbac").Member("permissions") is not { ValueKind: JsonValueKind.Object } permissions) return definitions;
        foreach (var permission in permissions.EnumerateObject())
        {
            var value = permission.Value;
            if (value.ValueKind != JsonValueKind.Object) throw new FormatException($"rbac.permissions.{permission.Name} is not an object");
            definitions[permission.Name] = new PermissionDefinition(
                permission.Name, Scope(permission.Name, value), value.Text("description"), Contained(value));
        }

        return definitions;
    }

    private static PermissionScope Scope(string id, JsonElement permission) => permission.Text("scope") switch
    {
        "project" => PermissionScope.Project,
        "team" => PermissionScope.Team,
        _ => throw new FormatException($"rbac.permissions.{id}.scope is neither project nor team"),
    };

    private static List<string> Contained(JsonElement permission) =>
        permission.Member("containedPermissionIds") is { ValueKind: JsonValueKind.Object } ids
            ? ids.EnumerateObject().Where(id => id.Value.ValueKind == JsonValueKind.True).Select(id => id.Name).ToList()
            : [];

    private static string? UserDatabase(JsonElement? source) => source.Text("type") switch
    {
        "postgres" => source.Text("connectionString") ?? throw new FormatException("sourceOfTruth.connectionString is missing"),
        "neon" => source.Member("connectionStrings").Text(Project.DefaultBranch)
            ?? throw new FormatException($"sourceOfTruth.connectionStrings.{Project.DefaultBranch} is missing"),
        "hosted" or null => null,
        _ => throw new FormatException("sourceOfTruth.type is not hosted, postgres or neon"),
    };
}
