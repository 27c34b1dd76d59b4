using System.Text.RegularExpressions;

namespace IntegrityTests.Checks.Database;

/// <summary>
/// The tables of users, teams and purchases, with what belongs to a user or team: their rows are in a project's own database where it has
/// one (source: docs/platform.md, Config). A table of which the platform keeps the rows elsewhere is empty there, and breaks no rule.
/// </summary>
internal static partial class ProjectTables
{
    private static readonly HashSet<string> Own =
    [
        "ProjectUser", "ContactChannel", "AuthMethod", "OAuthAuthMethod", "OtpAuthMethod", "PasskeyAuthMethod", "PasswordAuthMethod",
        "ProjectUserOAuthAccount", "OAuthToken", "OAuthAccessToken", "Team", "TeamMember", "TeamMemberDirectPermission",
        "ProjectUserDirectPermission", "UserNotificationPreference", "Subscription", "SubscriptionInvoice", "OneTimePurchase",
        "ItemQuantityChange", "ProductVersion", "ProjectUserRefreshToken", "ProjectApiKey", "DeletedRow", "DataVaultEntry",
    ];

    // The suite gives these to a query: the projects that share the database, their tenancies, and no stored config.
    private static readonly HashSet<string> Given = ["Tenancy", "Project", "BranchConfigOverride", "EnvironmentConfigOverride"];

    // Empty there. An invariant of other tables may read them too.
    private static readonly HashSet<string> Elsewhere = ["EmailOutbox", "SessionReplay", "VerificationCode"];

    // They ask whether a project exists, which only the platform's database knows.
    private static readonly HashSet<string> AboutProjects = ["DBI009", "DBI014", "DBI136"];

    /// <summary>Whether an invariant can be asked about a project's own database: it reads nothing but what is there.</summary>
    public static bool AreEnoughFor(Invariant invariant)
    {
        var tables = Quoted().Matches(invariant.Sql).Select(match => match.Groups["name"].Value).ToHashSet();
        return (invariant.ReadsGuardRails || tables.Overlaps(Own))
            && tables.All(table => Own.Contains(table) || Given.Contains(table) || Elsewhere.Contains(table))
            && !AboutProjects.Contains(invariant.Code);
    }

    /// <summary>
    /// What comes before a query over a project's own database: in it, the tables that the suite gives hold what the parameters
    /// <c>ownProjects</c> and <c>ownTenancies</c> say, which are JSON.
    /// </summary>
    public const string Prelude = """
        WITH "Project" AS (SELECT * FROM jsonb_populate_recordset(NULL::"Project", @ownProjects::jsonb)),
        "Tenancy" AS (SELECT * FROM jsonb_populate_recordset(NULL::"Tenancy", @ownTenancies::jsonb)),
        "BranchConfigOverride" AS (SELECT * FROM "BranchConfigOverride" WHERE false),
        "EnvironmentConfigOverride" AS (SELECT * FROM "EnvironmentConfigOverride" WHERE false)
        """;

    // The platform's tables begin with a capital letter, its columns do not.
    [GeneratedRegex("\"(?<name>[A-Z][A-Za-z]*)\"")]
    private static partial Regex Quoted();
}
