using System.Text.Json;
using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Deployment.Config;

/// <summary>Reads the rendered config of <c>/internal/config</c>.</summary>
internal static class ConfigParser
{
    /// <summary>The config.</summary>
    /// <exception cref="FormatException">It is not of the documented shape; the message says where and holds no value.</exception>
    public static ProjectConfig Parse(JsonElement answer)
    {
        if (Member(answer, "config_string") is not { ValueKind: JsonValueKind.String } text)
            throw new FormatException("$.config_string is no string");
        using var document = Json(text.GetString()!);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw new FormatException("the config string is no JSON object");
        return new ProjectConfig(
            Permissions(root),
            Member(Member(root, "onboarding"), "requireEmailVerification") is { ValueKind: JsonValueKind.True },
            UserDatabase(Member(root, "sourceOfTruth")));
    }

    private static JsonDocument Json(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"the config string is no JSON (line {exception.LineNumber + 1})");
        }
    }

    private static Dictionary<string, PermissionDefinition> Permissions(JsonElement root)
    {
        var definitions = new Dictionary<string, PermissionDefinition>(StringComparer.Ordinal);
        if (Member(Member(root, "rbac"), "permissions") is not { ValueKind: JsonValueKind.Object } permissions) return definitions;
        foreach (var permission in permissions.EnumerateObject())
        {
            var value = permission.Value;
            if (value.ValueKind != JsonValueKind.Object) throw new FormatException($"rbac.permissions.{permission.Name} is no object");
            definitions[permission.Name] = new PermissionDefinition(
                permission.Name, Scope(permission.Name, value), Text(value, "description"), Contained(value));
        }

        return definitions;
    }

    private static PermissionScope Scope(string id, JsonElement permission) => Text(permission, "scope") switch
    {
        "project" => PermissionScope.Project,
        "team" => PermissionScope.Team,
        _ => throw new FormatException($"rbac.permissions.{id}.scope is neither project nor team"),
    };

    private static List<string> Contained(JsonElement permission) =>
        Member(permission, "containedPermissionIds") is { ValueKind: JsonValueKind.Object } ids
            ? ids.EnumerateObject().Where(id => id.Value.ValueKind == JsonValueKind.True).Select(id => id.Name).ToList()
            : [];

    private static string? UserDatabase(JsonElement? source) => Text(source, "type") switch
    {
        "postgres" => Text(source, "connectionString") ?? throw new FormatException("sourceOfTruth.connectionString is missing"),
        "neon" => Text(Member(source, "connectionStrings"), Project.DefaultBranch)
            ?? throw new FormatException($"sourceOfTruth.connectionStrings.{Project.DefaultBranch} is missing"),
        "hosted" or null => null,
        _ => throw new FormatException("sourceOfTruth.type is none of hosted, postgres and neon"),
    };

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement? parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
