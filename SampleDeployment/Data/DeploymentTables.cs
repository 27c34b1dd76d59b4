using Npgsql;

namespace SampleDeployment.Data;

/// <summary>The rows about projects; always in the main database.</summary>
internal sealed class DeploymentTables
{
    public CopyTable Projects { get; } = new(
        "Project", "id", "createdAt", "updatedAt", "displayName", "description", "isProductionMode", "projectConfigOverride", "ownerTeamId",
        "stripeAccountId");

    public CopyTable Tenancies { get; } = new(
        "Tenancy", "id", "createdAt", "updatedAt", "projectId", "branchId", "hasNoOrganization");

    public CopyTable BranchConfigs { get; } = new("BranchConfigOverride", "projectId", "branchId", "createdAt", "updatedAt", "config");

    public CopyTable EnvironmentConfigs { get; } = new(
        "EnvironmentConfigOverride", "projectId", "branchId", "createdAt", "updatedAt", "config");

    public CopyTable ApiKeySets { get; } = new(
        "ApiKeySet", "projectId", "id", "createdAt", "updatedAt", "description", "expiresAt", "publishableClientKey", "secretServerKey",
        "superSecretAdminKey");

    public CopyTable Codes { get; } = new(
        "VerificationCode",
        "projectId", "branchId", "id", "createdAt", "updatedAt", "type", "code", "expiresAt", "usedAt", "redirectUrl", "data", "method", "attemptCount");

    public CopyTable Provisioned { get; } = new("ProvisionedProject", "projectId", "createdAt", "updatedAt", "clientId");

    public CopyTable Migrations { get; } = new("SchemaMigration", "id", "finishedAt", "migrationName");

    public IEnumerable<CopyTable> All => [Projects, Tenancies, BranchConfigs, EnvironmentConfigs, ApiKeySets, Codes, Provisioned, Migrations];

    public async Task SendAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        foreach (var table in All)
            await table.SendAsync(connection, cancel);
    }
}
