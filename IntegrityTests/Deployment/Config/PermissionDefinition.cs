namespace IntegrityTests.Deployment.Config;

/// <summary>A permission definition of the config's <c>rbac.permissions</c>.</summary>
public sealed record PermissionDefinition(string Id, PermissionScope Scope, string? Description, IReadOnlyList<string> Contains);
