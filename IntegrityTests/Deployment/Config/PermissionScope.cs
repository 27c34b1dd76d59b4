namespace IntegrityTests.Deployment.Config;

/// <summary>Where a permission is granted.</summary>
public enum PermissionScope
{
    /// <summary>To a user of the project.</summary>
    Project,

    /// <summary>To a member of a team.</summary>
    Team,
}
