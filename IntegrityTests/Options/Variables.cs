using IntegrityTests.Connections;
using IntegrityTests.Options.Forms;

namespace IntegrityTests.Options;

/// <summary>
/// The whole options surface on one screen. Parsing, the search for misspelt names and the README's table all
/// follow this list.
/// </summary>
public static class Variables
{
    /// <summary>What every variable of the suite begins with.</summary>
    public const string Prefix = "INTEGRITY_";

    internal const string Database = "INTEGRITY_DATABASE";
    internal const string ApiUrl = "INTEGRITY_API_URL";
    internal const string AdminKey = "INTEGRITY_ADMIN_KEY";
    internal const string SnapshotDir = "INTEGRITY_SNAPSHOT_DIR";
    internal const string SnapshotContent = "INTEGRITY_SNAPSHOT_CONTENT";
    internal const string SnapshotKey = "INTEGRITY_SNAPSHOT_KEY";
    internal const string SnapshotImport = "INTEGRITY_SNAPSHOT_IMPORT";

    /// <summary>Every variable, in the order in which they are documented.</summary>
    public static IReadOnlyList<Variable> All { get; } =
    [
        Of(Database, new Form<string>(ConnectionString.Expected, text => ConnectionString.Read(text).ConnectionString), "the sample deployment's", "the replica to read", (o, v) => o with { Database = v })
            with { IsSecret = true, Fallback = "STACK_DATABASE_CONNECTION_STRING" },
        Of(ApiUrl, ApiUrlForm.Base, "the sample deployment's", "base URL of the API", (o, v) => o with { ApiUrl = v })
            with { Fallback = "NEXT_PUBLIC_STACK_API_URL" },
        Of(AdminKey, SecretForm.HeaderValue, "the sample deployment's", "super secret admin key of the project internal",
            (o, v) => o with { AdminKey = v })
            with { IsSecret = true, Fallback = "STACK_SEED_INTERNAL_PROJECT_SUPER_SECRET_ADMIN_KEY" },

        Of("INTEGRITY_STRIPE_KEY", StripeForm.Key, "none: payouts are left out", "the platform's secret key of Stripe, to compare payouts; the sample deployment brings its own",
            (o, v) => o with { StripeKey = v })
            with { IsSecret = true, Fallback = "STACK_STRIPE_SECRET_KEY" },
        Of("INTEGRITY_STRIPE_URL", StripeForm.Url, "https://api.stripe.com", "where Stripe's API is", (o, v) => o with { StripeUrl = v }),

        Of("INTEGRITY_ALLOW_PRIMARY", Choice.YesOrNo, "no", "whether the database may be something other than a standby: a disposable copy",
            (o, v) => o with { AllowPrimary = v }),

        Of("INTEGRITY_PROJECTS", ProjectIds.List, "all", "the projects to verify; an id given twice counts once", (o, v) => o with { Projects = v }),
        Of("INTEGRITY_START_AT", WholeNumber.AtLeastOne(25), "1", "number of the first project, counted from 1", (o, v) => o with { StartAt = v }),
        Of("INTEGRITY_COUNT", WholeNumber.AtLeastOne(100), "all", "how many projects", (o, v) => o with { Count = v }),
        Of("INTEGRITY_RECENT_FIRST", Choice.YesOrNo, "no", "whether projects are taken by their last change, newest first, not by id",
            (o, v) => o with { RecentFirst = v }),
        Of("INTEGRITY_SKIP_NEON", Choice.YesOrNo, "no", "whether to leave out projects whose description contains Neon", (o, v) => o with { SkipNeon = v }),
        Of("INTEGRITY_SKIP_USERS", Choice.YesOrNo, "no", "whether to leave out users, teams and customers", (o, v) => o with { SkipUsers = v }),
        Of("INTEGRITY_MAX_USERS_PER_PROJECT", WholeNumber.AtLeastOne(100), "all", "how many users of each project",
            (o, v) => o with { MaxUsersPerProject = v }),
        Of("INTEGRITY_SHARD", ShardForm.IndexOfCount, "1/1", "the part of the deployment to verify, for runs on several machines",
            (o, v) => o with { Shard = v }),

        Of("INTEGRITY_CONCURRENCY", WholeNumber.UpTo(1024, 16), "16", "most requests in flight, over the whole run", (o, v) => o with { Concurrency = v }),
        Of("INTEGRITY_MAX_RPS", WholeNumber.AtLeastOne(50), "no limit", "most requests a second, over the whole run",
            (o, v) => o with { MaxRequestsPerSecond = v }),
        Of("INTEGRITY_TIMEOUT", Duration.UpToTenMinutes, "30s", "deadline of one call, headers and body", (o, v) => o with { Timeout = v }),

        Of("INTEGRITY_CLOCK", Moment.Utc, "now", "the moment the deployment believes it is, for balances: of a replayed or frozen one",
            (o, v) => o with { Clock = v }),

        Of("INTEGRITY_FAIL_ON", Choice.Of("error", "warning"), "error", "the least severity that makes the run red", (o, v) => o with { FailOnWarnings = v }),
        new("INTEGRITY_RESULTS", FolderForm.Expected, "TestResults/integrity", "folder of the findings and the report")
        {
            Apply = (context, text) => context.Options with { ResultsDirectory = FolderForm.Read(text, context.BaseDirectory) },
        },
        Of("INTEGRITY_PERSONAL_DATA", Choice.Of("hide", "show"), "hide", "whether findings may show values of personal fields",
            (o, v) => o with { ShowPersonalData = v }),

        Of("INTEGRITY_SNAPSHOTS", SnapshotForms.Mode, "off", "whether answers are saved, or compared with saved ones", (o, v) => o with { Snapshots = v }),
        new(SnapshotDir, FolderForm.Expected, "snapshots/ and the API's host", "folder of the saved answers")
        {
            Apply = (context, text) => context.Options with { SnapshotDirectory = FolderForm.Read(text, context.BaseDirectory) },
        },
        Of(SnapshotContent, Choice.Of("full", "digest"), "full", "whether answers are saved, or only a keyed hash of each",
            (o, v) => o with { SnapshotDigests = v }),
        Of("INTEGRITY_SNAPSHOT_IGNORE", SnapshotForms.Ignore, "none", "what may differ, in all answers or in those of an endpoint",
            (o, v) => o with { SnapshotIgnore = v }),
        Of(SnapshotKey, SnapshotForms.Key, "none", "the key of all hashes in a snapshot", (o, v) => o with { SnapshotKey = v }) with { IsSecret = true },
        new(SnapshotImport, SnapshotForms.File, "none", "output that the original script saved, to compare with in place of a snapshot")
        {
            Apply = (context, text) => context.Options with { SnapshotImport = SnapshotForms.ReadFile(text, context.BaseDirectory) },
        },
        new("INTEGRITY_INVARIANTS", FolderForm.ExpectedExisting, "none", "folder of the operator's own database invariants")
        {
            Apply = (context, text) => context.Options with { InvariantsDirectory = FolderForm.ReadExisting(text, context.BaseDirectory) },
        },
        new("INTEGRITY_BASELINE", FileForm.Expected, "none", "findings that are known and do not make the run red")
        {
            Apply = (context, text) => context.Options with { BaselineFile = FileForm.Read(text, context.BaseDirectory) },
        },
        Of("INTEGRITY_BASELINE_WRITE", Choice.YesOrNo, "no", "whether the findings of this run are written to that file as known",
            (o, v) => o with { WritesBaseline = v }),
    ];

    private static Variable Of<T>(
        string name, Form<T> form, string @default, string meaning, Func<IntegrityOptions, T, IntegrityOptions> set) =>
        new(name, form.Expected, @default, meaning) { Apply = (context, text) => set(context.Options, form.Read(text)) };
}
