using IntegrityTests.Deployment.Database;

namespace IntegrityTests.Deployment.Generations;

/// <summary>
/// The generation of a database: from the tables and columns that it has, and from the names of its migrations (source:
/// docs/platform.md, Telling the generations apart).
/// </summary>
/// <param name="Name">Its name, such as <c>2026-04</c>.</param>
/// <param name="Payments">The generation whose payments it holds, or comes nearest to.</param>
/// <param name="WhyUnfit">Why its payments follow the rules of no generation; null when they do.</param>
/// <param name="IsNewer">Whether it had migrations that are newer than any known one.</param>
/// <param name="Notices">What is odd about it, a sentence each.</param>
public sealed record DataGeneration(
    string Name, Generation Payments, string? WhyUnfit, bool IsNewer, IReadOnlyList<string> Notices)
{
    private const int MaxNamed = 5;

    private static readonly Step[] Sync =
    [
        new("20260316000000_add_team_team_member_sequence_columns", "Team", "sequenceId"),
        new("20260318000000_add_sequence_id_to_refresh_tokens_and_oauth_accounts", "ProjectUserRefreshToken", "sequenceId"),
    ];

    private static readonly Step[] Engine =
    [
        new("20260323120000_add_bulldozer_data", "BulldozerStorageEngine"),
        new("20260323150000_add_bulldozer_timefold_queue", "BulldozerTimeFoldQueue"),
        new("20260413040008_add_subscription_ended_at", "Subscription", "endedAt"),
        new("20260413043028_add_revoked_at_to_otp", "OneTimePurchase", "revokedAt"),
        new("20260415200000_add_subscription_canceled_at", "Subscription", "canceledAt"),
        new("20260417000000_bulldozer_timefold_downstream_cascade", "BulldozerTimeFoldDownstreamCascade"),
    ];

    /// <summary>Judges what is known about a database.</summary>
    /// <param name="schema">Its tables and columns.</param>
    /// <param name="migrations">The names of its migrations; empty where it does not say.</param>
    /// <param name="markers">The markers of its payments engine; null where it has none.</param>
    internal static DataGeneration Of(StoredSchema schema, IReadOnlySet<string> migrations, EngineMarkers? markers)
    {
        var newer = migrations.Where(Migrations.IsNewer).Order(StringComparer.Ordinal).ToList();
        var present = Engine.Where(step => step.IsIn(schema)).ToList();
        var isNamed = migrations.Any(Migrations.IsKnown);
        var applied = !isNamed ? present : [.. Engine.Where(step => migrations.Contains(step.Migration))];
        var isMarch = present.Count == 0 && applied.Count == 0;
        var isApril = present.Count == Engine.Length && applied.Count == Engine.Length;
        var name = isApril ? Generation.April2026.Name()
            : !isMarch ? "between 2026-03 and 2026-04"
            : Sync.All(step => step.IsIn(schema)) ? "2026-03 with the sync of all tables"
            : Generation.March2026.Name();
        return new(
            newer.Count == 0 ? name : $"newer than {name}",
            isMarch ? Generation.March2026 : Generation.April2026,
            isMarch ? null : isApril ? markers?.WhyNotInitialised : WhyHalf(present, applied),
            newer.Count > 0,
            [.. NoticesOf(migrations, isNamed, newer, isMarch)]);
    }

    private static string WhyHalf(List<Step> present, List<Step> applied)
    {
        var parts = new List<string>();
        if (present.Count < Engine.Length) parts.Add($"it lacks {Join(Engine.Except(present).Select(step => step.What))}");
        if (applied.Count < Engine.Length)
            parts.Add($"SchemaMigration lacks {Join(Engine.Except(applied).Select(step => step.Migration))}");
        return $"the database is between 2026-03 and 2026-04, since {string.Join(", and ", parts)}. Finish the platform's migration";
    }

    private static IEnumerable<string> NoticesOf(
        IReadOnlySet<string> migrations, bool isNamed, List<string> newer, bool isMarch)
    {
        if (!isNamed)
        {
            yield return "SchemaMigration names none of the platform's migrations, or does not exist: tables and columns tell the "
                + "generation of the database.";
        }

        var expected = isMarch ? Migrations.OfMarch : Migrations.OfMarch.Union(Migrations.OfApril);
        var missing = expected.Except(migrations).Order(StringComparer.Ordinal).ToList();
        var unknown = migrations.Where(name => !Migrations.IsKnown(name)).Except(newer).Order(StringComparer.Ordinal).ToList();
        if (newer.Count > 0)
        {
            yield return $"The database is newer than this suite knows, by {newer.Count} migration(s): {Join(newer)}. "
                + "What its tables and columns allow is verified.";
        }

        if (isNamed && missing.Count > 0)
            yield return $"SchemaMigration lacks {missing.Count} migration(s) of its generation: {Join(missing)}.";
        if (isNamed && unknown.Count > 0)
            yield return $"SchemaMigration names {unknown.Count} migration(s) that are not the platform's: {Join(unknown)}.";
    }

    private static string Join(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(MaxNamed)) + (all.Count > MaxNamed ? $" and {all.Count - MaxNamed} more" : "");
    }

    // A migration, and what shows that it was carried out.
    private sealed record Step(string Migration, string Table, string? Column = null)
    {
        public string What => Column is null ? $"table \"{Table}\"" : $"column \"{Table}\".\"{Column}\"";

        public bool IsIn(StoredSchema schema) => Column is null ? schema.HasTable(Table) : schema.Has(Table, Column);
    }
}
