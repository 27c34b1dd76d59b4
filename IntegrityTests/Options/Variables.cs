using System.Globalization;
using System.Text.Json.Nodes;
using IntegrityTests.Connections;
using static IntegrityTests.Options.BannerLine;
using static IntegrityTests.Options.OptionsBanner;

namespace IntegrityTests.Options;

/// <summary>
/// The whole options surface. Parsing, the search for misspelt names, the banner, the run's line in the findings file and the README's
/// table all follow this list: a new option is an entry here, a property of <see cref="IntegrityOptions"/>, and the table renewed.
/// </summary>
internal static class Variables
{
    /// <summary>What every variable of the suite begins with.</summary>
    public const string Prefix = "INTEGRITY_";

    /// <summary>Every variable, in the order in which they are documented and shown.</summary>
    public static IReadOnlyList<Variable> All { get; } =
    [
        Of("INTEGRITY_DATABASE", "the replica to read", Forms.Database, "the sample deployment's",
            (o, v) => o with { Database = v },
            Database, o => o.Database is { } database ? ConnectionString.Describe(database) : null,
            "database", o => o.Database is { } database ? ConnectionString.Describe(database) : null)
            with { IsSecret = true, Fallback = "STACK_DATABASE_CONNECTION_STRING" },
        Of("INTEGRITY_API_URL", "base URL of the API", Forms.BaseUrl, "the sample deployment's",
            (o, v) => o with { ApiUrl = v },
            Api, o => o.ApiUrl?.AbsoluteUri,
            "apiUrl", o => o.ApiUrl?.AbsoluteUri)
            with { Fallback = "NEXT_PUBLIC_STACK_API_URL" },
        Of("INTEGRITY_ADMIN_KEY", "super secret admin key of the project internal", Forms.AdminKey, "the sample deployment's",
            (o, v) => o with { AdminKey = v },
            Api, o => o.AdminKey is null ? null : $"admin key {Masked(o.AdminKey)}",
            "adminKey", o => Masked(o.AdminKey))
            with { IsSecret = true, Fallback = "STACK_SEED_INTERNAL_PROJECT_SUPER_SECRET_ADMIN_KEY" },
        Of("INTEGRITY_STRIPE_URL", "URL of Stripe's API", Forms.StripeUrl, "https://api.stripe.com",
            (o, v) => o with { StripeUrl = v },
            Stripe, o => o.UsesSample || o.WhyNoPayouts is not null ? null : o.StripeUrl.AbsoluteUri,
            "stripeUrl", o => o.StripeUrl.AbsoluteUri),
        Of("INTEGRITY_STRIPE_KEY", "the platform's secret key of Stripe, to compare payouts; the sample deployment has its own",
            Forms.StripeKey, "none: payouts are skipped",
            (o, v) => o with { StripeKey = v },
            Stripe, o => o.UsesSample ? null
                : o.WhyNoPayouts is { } reason ? $"payouts are not verified: {reason}"
                : $"key {Masked(o.StripeKey)}",
            "payouts", o => o.WhyNoPayouts is null)
            with { IsSecret = true, Fallback = "STACK_STRIPE_SECRET_KEY" },
        Of("INTEGRITY_CLICKHOUSE_URL", "URL of ClickHouse's HTTP interface, to compare the copy for analytics", Forms.ClickHouseUrl,
            "none: ClickHouse is skipped",
            (o, v) => o with { ClickHouseUrl = v },
            Copy, o => o.UsesSample ? null
                : o.WhyNoClickHouse is { } reason ? $"ClickHouse is not verified: {reason}"
                : $"ClickHouse at {o.ClickHouseUrl}",
            "clickHouseUrl", o => o.ClickHouseUrl?.AbsoluteUri)
            with { Fallback = "STACK_CLICKHOUSE_URL" },
        Of("INTEGRITY_CLICKHOUSE_USER", "ClickHouse's user, who sees the tables of analytics_internal; only reading is needed",
            Forms.ClickHouseUser, IntegrityOptions.DefaultClickHouseUser,
            (o, v) => o with { ClickHouseUser = v },
            Copy, o => o.HasOwnClickHouseUser ? "with a user of your own" : null,
            "clickHouseUser", o => o.HasOwnClickHouseUser ? Masked(o.ClickHouseUser) : o.ClickHouseUser)
            with { Fallback = "STACK_CLICKHOUSE_ADMIN_USER" },
        Of("INTEGRITY_CLICKHOUSE_PASSWORD", "that user's password", Forms.ClickHousePassword, "none",
            (o, v) => o with { ClickHousePassword = v },
            Copy, o => o.UsesSample || o.ClickHousePassword is null ? null : $"password {Masked(o.ClickHousePassword)}",
            "clickHousePassword", o => Masked(o.ClickHousePassword))
            with { IsSecret = true, Fallback = "STACK_CLICKHOUSE_ADMIN_PASSWORD" },
        Of("INTEGRITY_ALLOW_PRIMARY", "allow a database that is not a standby, such as a disposable copy", Forms.YesOrNo, "no",
            (o, v) => o with { AllowPrimary = v },
            Database, o => o is { AllowPrimary: true, Database: not null } ? "which may be a primary" : null,
            "allowPrimary", o => o.AllowPrimary),

        Of("INTEGRITY_PROJECTS", "the projects to verify; an id given twice counts once", Forms.ProjectIds, "all",
            (o, v) => o with { Projects = v },
            Scope, o => o.Projects switch
            {
                [] => "all projects",
                { Count: <= 5 } few => "projects " + string.Join(" ", few),
                var many => Text($"{many.Count} projects by id"),
            },
            "projects", o => Names(o.Projects)),
        Of("INTEGRITY_START_AT", "number of the first project to verify, counted from 1", Forms.AtLeastOne(25), "1",
            (o, v) => o with { StartAt = v },
            Scope, o => o.StartAt > 1 ? Text($"from number {o.StartAt}") : null,
            "startAt", o => o.StartAt),
        Of("INTEGRITY_COUNT", "how many projects to verify", Forms.AtLeastOne(100), "all",
            (o, v) => o with { Count = v },
            Scope, o => o.Count is { } count ? Text($"at most {count}") : null,
            "count", o => o.Count),
        Of("INTEGRITY_RECENT_FIRST", "order projects by their last change, newest first, instead of by id", Forms.YesOrNo, "no",
            (o, v) => o with { RecentFirst = v },
            Scope, o => o.RecentFirst ? "recent first" : null,
            "recentFirst", o => o.RecentFirst),
        Of("INTEGRITY_SKIP_NEON", "skip projects whose description contains Neon", Forms.YesOrNo, "no",
            (o, v) => o with { SkipNeon = v },
            Scope, o => o.SkipNeon ? "without Neon" : null,
            "skipNeon", o => o.SkipNeon),
        Of("INTEGRITY_SKIP_USERS", "skip users, teams and customers", Forms.YesOrNo, "no",
            (o, v) => o with { SkipUsers = v },
            Scope, o => o.SkipUsers ? "no users" : null,
            "skipUsers", o => o.SkipUsers),
        Of("INTEGRITY_MAX_USERS_PER_PROJECT", "how many users of each project to verify", Forms.AtLeastOne(100), "all",
            (o, v) => o with { MaxUsersPerProject = v },
            Scope, o => o.SkipUsers ? null : o.MaxUsersPerProject is { } most ? Text($"at most {most} users of each") : "all users",
            "maxUsersPerProject", o => o.MaxUsersPerProject),
        Of("INTEGRITY_SHARD", "the part of the deployment to verify, for runs on several machines", Forms.Shard, "1/1",
            (o, v) => o with { Shard = v },
            Scope, o => o.Shard == Shard.Whole ? null : $"shard {o.Shard}",
            "shard", o => o.Shard.ToString()),

        .. PartOfRows.Variables,

        .. Pacing.Variables,

        Of("INTEGRITY_CLOCK", "the current time of the deployment, if it is replayed or frozen (used for balances)",
            Forms.MomentInUtc, "now",
            (o, v) => o with { Clock = v },
            Pace, o => o.Clock is { } clock ? Text($"the deployment's clock stands at {clock.UtcDateTime:O}") : null,
            "clock", o => o.Clock?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),

        Of("INTEGRITY_RESULTS", "folder of the findings and the report", PathForms.Folder, "TestResults/integrity",
            (o, v) => o with { ResultsDirectory = v },
            Results, o => o.ResultsDirectory,
            "results", o => o.ResultsDirectory),
        Of("INTEGRITY_FAIL_ON", "the lowest severity that makes the run red",
            Forms.OneOf(("error", RedFrom.Error), ("warning", RedFrom.Warning), ("info", RedFrom.Info)), "error",
            (o, v) => o with { FailOn = v },
            Results, o => o.FailOn switch
            {
                RedFrom.Info => "every finding makes the run red",
                RedFrom.Warning => "warnings make the run red",
                _ => "errors make the run red",
            },
            "failOn", o => o.FailOn.ToString().ToLowerInvariant()),
        Of("INTEGRITY_PERSONAL_DATA", "hide or show the values of personal fields in findings",
            Forms.OneOf(("hide", false), ("show", true)), "hide",
            (o, v) => o with { ShowPersonalData = v },
            Results, o => o.ShowPersonalData ? "personal data is shown" : "personal data is hidden",
            "personalData", o => o.ShowPersonalData ? "show" : "hide"),
        Of("INTEGRITY_VERBOSE", "print every check and every reason why something was left out", Forms.YesOrNo, "no",
            (o, v) => o with { IsVerbose = v },
            Results, o => o.IsVerbose ? "everything is printed" : null,
            "verbose", o => o.IsVerbose),

        Of("INTEGRITY_SNAPSHOTS", "save the answers, or compare them with saved ones",
            Forms.OneOf(("off", SnapshotMode.Off), ("save", SnapshotMode.Save), ("verify", SnapshotMode.Verify)), "off",
            (o, v) => o with { Snapshots = v },
            Snapshot, o => o switch
            {
                { Snapshots: SnapshotMode.Off } => null,
                { Snapshots: SnapshotMode.Save } => $"saved to {o.SnapshotFolder()}{(o.SnapshotDigests ? " as digests" : "")}",
                { SnapshotImport: { } file } => $"compared with the original script's output {file}",
                _ => $"compared with {o.SnapshotFolder()}",
            },
            "snapshots", o => o.Snapshots.ToString().ToLowerInvariant()),
        Of("INTEGRITY_SNAPSHOT_DIR", "folder of the saved answers", PathForms.Folder, "snapshots/ and the API's host",
            (o, v) => o with { SnapshotDirectory = v },
            Snapshot, WithinAnother,
            "snapshotDirectory", o => o.Snapshots == SnapshotMode.Off ? null : o.SnapshotFolder()),
        Of("INTEGRITY_SNAPSHOT_CONTENT", "save the answers in full, or only a keyed hash of each",
            Forms.OneOf(("full", false), ("digest", true)), "full",
            (o, v) => o with { SnapshotDigests = v },
            Snapshot, WithinAnother,
            "snapshotContent", o => o.SnapshotDigests ? "digest" : "full"),
        Of("INTEGRITY_SNAPSHOT_KEY", "the key of all hashes in a snapshot", Forms.SnapshotKey, "none",
            (o, v) => o with { SnapshotKey = v },
            Snapshot, o => o.Snapshots == SnapshotMode.Off || o.SnapshotKey is null ? null : $"key {Masked(o.SnapshotKey)}",
            "snapshotKey", o => Masked(o.SnapshotKey))
            with { IsSecret = true },
        Of("INTEGRITY_SNAPSHOT_IGNORE", "JSON paths to ignore, in every answer or only in those of one endpoint, and columns of tables",
            IgnoredInSnapshot.Form, "none",
            (o, v) => o with { SnapshotIgnore = v.Paths, SnapshotIgnoredColumns = v.Columns },
            Snapshot, o => o.Snapshots == SnapshotMode.Off || IgnoredTexts(o).Count == 0 ? null
                : $"without {string.Join(", ", IgnoredTexts(o))}",
            "snapshotIgnore", o => Names(IgnoredTexts(o))),
        Of("INTEGRITY_SNAPSHOT_TABLES", "which tables to save beside the answers, or to compare", TableChoice.Form,
            "none when saving; when comparing, those that were saved",
            (o, v) => o with { SnapshotTables = v },
            Snapshot, o => o.Snapshots == SnapshotMode.Off || !o.SnapshotTables.IsGiven ? null : $"tables: {o.SnapshotTables}",
            "snapshotTables", o => o.SnapshotTables.IsGiven ? o.SnapshotTables.ToString() : null),
        Of("INTEGRITY_SNAPSHOT_IMPORT", "output that the original script saved, to compare with instead of a snapshot",
            PathForms.ExistingFile, "none",
            (o, v) => o with { SnapshotImport = v },
            Snapshot, WithinAnother,
            "snapshotImport", o => o.SnapshotImport),

        Of("INTEGRITY_REPAIR", "file for a script that repairs what follows from the rows alone, for a person to read and run",
            PathForms.Script, "none",
            (o, v) => o with { RepairFile = v },
            Results, o => o.RepairFile is { } file ? $"with a repair script in {file}" : null,
            "repair", o => o.RepairFile),

        Of("INTEGRITY_INVARIANTS", "folder of your own database invariants", PathForms.ExistingFolder, "none",
            (o, v) => o with { InvariantsDirectory = v },
            Remark, o => o.InvariantsDirectory is { } folder ? $"with the database invariants in {folder}" : null,
            "invariants", o => o.InvariantsDirectory),
        Of("INTEGRITY_BASELINE", "file of known findings, which do not make the run red", PathForms.File, "none",
            (o, v) => o with { BaselineFile = v },
            Remark, o => o.BaselineFile is not { } file ? null
                : o.WritesBaseline ? $"findings are written as known to {file}"
                : $"findings are known that are listed in {file}",
            "baseline", o => o.BaselineFile),
        Of("INTEGRITY_BASELINE_WRITE", "write the findings of this run to that file as known", Forms.YesOrNo, "no",
            (o, v) => o with { WritesBaseline = v },
            Remark, WithinAnother,
            "baselineWrite", o => o.WritesBaseline),
    ];

    internal static Variable Of<T>(
        string name,
        string meaning,
        Form<T> form,
        string @default,
        Func<IntegrityOptions, T, IntegrityOptions> set,
        BannerLine line,
        Func<IntegrityOptions, string?> banner,
        string member,
        Func<IntegrityOptions, JsonNode?> value) =>
        new(name, meaning, form.Expected, @default, (options, text, baseDirectory) => set(options, form.Read(text, baseDirectory)),
            new BannerPart(line, banner), new RunLineMember(member, value));

    /// <summary>What the banner shows of a variable is in the part of another one.</summary>
    private static string? WithinAnother(IntegrityOptions options) => null;

    private static IReadOnlyList<string> IgnoredTexts(IntegrityOptions options) =>
        [.. options.SnapshotIgnore.Select(path => path.Text), .. options.SnapshotIgnoredColumns.Select(column => column.ToString())];

    internal static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => JsonValue.Create(name))]);
}
