namespace IntegrityTests.Snapshots.Format;

/// <summary>Lists whose items are things of their own, each on its own line: an insertion moves no other line.</summary>
internal static class Things
{
    /// <summary>What the items of a list are; null when the list is somebody's, and saved as one answer.</summary>
    /// <param name="endpoint">The endpoint without page.</param>
    /// <returns>The kind, for subjects, and the member of the body that holds them.</returns>
    public static (string Kind, string Member)? Of(string endpoint) => endpoint.Split('?')[0] switch
    {
        "/api/v1/users" => ("user", "items"),
        "/api/v1/teams" when !endpoint.Contains('?', StringComparison.Ordinal) => ("team", "items"),
        "/api/v1/project-permission-definitions" or "/api/v1/team-permission-definitions" => ("permission", "items"),
        "/api/v1/internal/payments/transactions" => ("transaction", "transactions"),
        _ => null,
    };
}
