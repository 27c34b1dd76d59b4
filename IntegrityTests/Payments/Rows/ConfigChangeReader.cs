using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Payments.Rows;

/// <summary>Reads when a project's config was last changed.</summary>
internal sealed class ConfigChangeReader(ReplicaDatabase platform)
{
    /// <summary>The columns that hold the moments of the changes.</summary>
    public static readonly Part Needed = new(
        ProjectColumns.Id,
        ProjectColumns.UpdatedAt,
        new TableColumns("BranchConfigOverride", "projectId", "updatedAt"),
        new TableColumns("EnvironmentConfigOverride", "projectId", "updatedAt"));

    /// <summary>
    /// The latest change of any layer of the config, in milliseconds since 1970; null where the deployment does not store it.
    /// </summary>
    public async Task<long?> LastChangeAsync(string project, CancellationToken cancel)
    {
        if (platform.Schema.WhyMissing(Needed) is not null) return null;
        var changes = await platform.QueryAsync(
            """
            SELECT max(changed."updatedAt") FROM (
                SELECT p."updatedAt" FROM "Project" p WHERE p.id = @project
                UNION ALL SELECT b."updatedAt" FROM "BranchConfigOverride" b WHERE b."projectId" = @project
                UNION ALL SELECT e."updatedAt" FROM "EnvironmentConfigOverride" e WHERE e."projectId" = @project) changed
            """,
            row => row.IsDBNull(0) ? (StoredTime?)null : new StoredTime(row.GetFieldValue<long>(0)),
            cancel,
            ("project", project));
        return changes[0]?.UnixMilliseconds;
    }
}
