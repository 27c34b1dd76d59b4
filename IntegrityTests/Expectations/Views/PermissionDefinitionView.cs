using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Config;
using IntegrityTests.Json;

namespace IntegrityTests.Expectations.Views;

/// <summary>
/// How permission definitions read in the API (source: docs/platform.md, Permissions).
/// </summary>
public static class PermissionDefinitionView
{
    /// <summary>The definitions of a scope that the list must have.</summary>
    public static ItemSet SetOf(ProjectConfig config, PermissionScope scope)
    {
        // A newer deployment may have further system permissions.
        var items = new ItemSet("permission definition", item => item.Text("id")) { Tolerates = id => id.StartsWith('$') };
        foreach (var definition in config.Of(scope)) items.Add(definition.Id, () => Of(definition));
        if (scope == PermissionScope.Team)
            foreach (var id in SystemPermissions.All.Where(id => !config.Permissions.ContainsKey(id))) items.Add(id, () => new View());
        return items;
    }

    private static View Of(PermissionDefinition definition)
    {
        var contained = new ItemSet(
            "contained permission",
            id => id.ValueKind == System.Text.Json.JsonValueKind.String ? id.GetString() : null);
        foreach (var id in definition.Contains) contained.AddValue(id);
        var view = new View().Set("contained_permission_ids", contained);
        return definition.Description is null ? view : view.Value("description", JsonValue.Create(definition.Description));
    }
}
