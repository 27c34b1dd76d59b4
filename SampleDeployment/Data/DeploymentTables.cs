using Npgsql;

namespace SampleDeployment.Data;

/// <summary>The rows about projects; always in the main database.</summary>
internal sealed class DeploymentTables
{
    public CopyTable Projects { get; } = new(
        "Project", "id", "createdAt", "updatedAt", "displayName", "description", "isProductionMode", "projectConfigOverride", "ownerTeamId");

    public CopyTable Tenancies { get; } = new(
        "Tenancy", "id", "createdAt", "updatedAt", "projectId", "branchId", "hasNoOrganization");

    public CopyTable BranchConfigs { get; } = new("BranchConfigOverride", "projectId", "branchId", "createdAt", "updatedAt", "config");

    public CopyTable EnvironmentConfigs { get; } = new(
        "EnvironmentConfigOverride", "projectId", "branchId", "createdAt", "updatedAt", "config");

    public CopyTable ApiKeySets { get; } = new(
        "ApiKeySet", "projectId", "id", "createdAt", "updatedAt", "description", "expiresAt", "superSecretAdminKey");

    public IEnumerable<CopyTable> All => [Projects, Tenancies, BranchConfigs, EnvironmentConfigs, ApiKeySets];

    public async Task SendAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        foreach (var table in All)
            await table.SendAsync(connection, cancel);
    }
}
