namespace IntegrityTests.Repairs;

/// <summary>
/// A table of the platform whose rows a repair may remove or change (source: the primary keys of docs/columns.md).
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Keys">The columns of its primary key. They hold ids only: nothing of them is personal or secret.</param>
/// <param name="Subject">What findings call a row <c>r</c> of it, as SQL.</param>
public sealed record RepairedTable(string Name, IReadOnlyList<string> Keys, string Subject)
{
    private const string Tenancy = "tenancyId";

    /// <summary>All tables.</summary>
    public static IReadOnlyList<RepairedTable> All { get; } =
    [
        new("Tenancy", ["id"], "'tenancy:' || r.id"),
        new("ApiKeySet", ["projectId", "id"], "'api-key-set:' || r.id"),
        new("BranchConfigOverride", ["projectId", "branchId"], "'config:branch/' || r.\"branchId\""),
        new("EnvironmentConfigOverride", ["projectId", "branchId"], "'config:environment/' || r.\"branchId\""),
        new("ProvisionedProject", ["projectId"], "'project:' || r.\"projectId\""),
        new("ProjectUser", [Tenancy, "projectUserId"], "'user:' || r.\"projectUserId\""),
        new("Team", [Tenancy, "teamId"], "'team:' || r.\"teamId\""),
        new("TeamMember", [Tenancy, "projectUserId", "teamId"], "'user:' || r.\"projectUserId\""),
        new("ContactChannel", [Tenancy, "projectUserId", "id"], "'contact-channel:' || r.id"),
        new("AuthMethod", [Tenancy, "id"], "'auth-method:' || r.id"),
        new("ProjectUserOAuthAccount", [Tenancy, "id"], "'oauth-account:' || r.id"),
        new("OAuthToken", ["id"], "'oauth-token:' || r.id"),
        new("OAuthAccessToken", ["id"], "'oauth-access-token:' || r.id"),
        new("ProjectUserRefreshToken", [Tenancy, "id"], "'refresh-token:' || r.id"),
        new("ProjectApiKey", [Tenancy, "id"], "'api-key:' || r.id"),
        new("ProjectUserDirectPermission", ["id"], "'grant:' || r.id"),
        new("TeamMemberDirectPermission", ["id"], "'grant:' || r.id"),
        new("UserNotificationPreference", [Tenancy, "id"], "'notification-preference:' || r.id"),
        new("EmailOutbox", [Tenancy, "id"], "'mail:' || r.id"),
        new("SessionReplay", [Tenancy, "id"], "'session-replay:' || r.id"),
        new("VerificationCode", ["projectId", "branchId", "id"], "'verification-code:' || r.id"),
        new("CliAuthAttempt", [Tenancy, "id"], "'cli-auth-attempt:' || r.id"),
        new("DeletedRow", ["id"], "'deleted-row:' || r.id"),
    ];

    /// <summary>The table with a name.</summary>
    /// <exception cref="FormatException">Repairs do not know it.</exception>
    public static RepairedTable Of(string name) =>
        All.FirstOrDefault(table => table.Name == name)
        ?? throw new FormatException($"repairs \"{name}\". Expected one of {string.Join(", ", All.Select(table => table.Name))}");

    /// <summary>The placeholders of a repair's query with what stands for them in this table.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="found">The query of the invariant.</param>
    public string Fill(string sql, string found) => sql
        .Replace("{table}", $"\"{Name}\"", StringComparison.Ordinal)
        .Replace("{name}", Name, StringComparison.Ordinal)
        .Replace("{subject}", Subject, StringComparison.Ordinal)
        .Replace("{found}", found, StringComparison.Ordinal);
}
