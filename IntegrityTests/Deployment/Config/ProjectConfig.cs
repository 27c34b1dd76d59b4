using System.Text.Json;

namespace IntegrityTests.Deployment.Config;

/// <summary>What the suite needs of a project's rendered config (source: docs/platform.md, Config).</summary>
/// <param name="Permissions">The permission definitions of both scopes, by id. System permissions are not among them.</param>
/// <param name="RequiresVerifiedEmail"><c>onboarding.requireEmailVerification</c>.</param>
/// <param name="UserDatabase">
/// The connection string of the project's own database, from <c>sourceOfTruth</c>; null when its users are in the platform's. A secret.
/// </param>
/// <param name="Payments">Items, products and product lines, as the config has them; null when it has none.</param>
public sealed record ProjectConfig(
    IReadOnlyDictionary<string, PermissionDefinition> Permissions, bool RequiresVerifiedEmail, string? UserDatabase, JsonElement? Payments)
{
    /// <summary>Whether a permission that is granted or contained in this scope is defined in it.</summary>
    public bool Defines(string permissionId, PermissionScope scope) =>
        (scope == PermissionScope.Team && SystemPermissions.All.Contains(permissionId))
        || (Permissions.TryGetValue(permissionId, out var definition) && definition.Scope == scope);

    /// <summary>The definitions of a scope.</summary>
    public IEnumerable<PermissionDefinition> Of(PermissionScope scope) => Permissions.Values.Where(p => p.Scope == scope);

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"config with {Permissions.Count} permission definitions";
}
