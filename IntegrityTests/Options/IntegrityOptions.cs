using System.Text.Json.Nodes;
using IntegrityTests.Redaction;

namespace IntegrityTests.Options;

/// <summary>
/// What a run verifies, how fast, and where its results go: the whole options surface. The README's table lists the environment variables
/// that set it.
/// </summary>
public sealed partial record IntegrityOptions
{
    /// <summary>The key that the platform uses where there is no Stripe (source: docs/platform.md, Money).</summary>
    private const string MockStripeKey = "sk_test_mockstripekey";

    /// <summary>Npgsql connection string of the replica. Null with <see cref="UsesSample"/>. A secret.</summary>
    public string? Database { get; init; }

    /// <summary>
    /// Base URL of the API, always with a trailing slash and without <c>api/v1</c>, so that
    /// <c>new Uri(ApiUrl, "api/v1/users")</c> keeps a path prefix. Null with <see cref="UsesSample"/>.
    /// </summary>
    public Uri? ApiUrl { get; init; }

    /// <summary>The internal project's super secret admin key. Null with <see cref="UsesSample"/>. A secret.</summary>
    public string? AdminKey { get; init; }

    /// <summary>Whether none of database, URL and key was given, so that the suite starts its sample deployment. Default: true.</summary>
    public bool UsesSample { get; init; } = true;

    /// <summary>Whether a database that is not a standby is accepted (such as a disposable copy). Default: false.</summary>
    public bool AllowPrimary { get; init; }

    /// <summary>Ids of the projects to verify, each once, as given. Empty, the default, means all.</summary>
    public IReadOnlyList<string> Projects { get; init; } = [];

    /// <summary>Number of the first project to verify, counted from 1. Default: 1.</summary>
    public int StartAt { get; init; } = 1;

    /// <summary>How many projects to verify, at least 1. Null, the default, means all.</summary>
    public int? Count { get; init; }

    /// <summary>Whether projects are ordered by their last change, newest first, instead of by id. Default: false.</summary>
    public bool RecentFirst { get; init; }

    /// <summary>
    /// Whether projects whose description contains <c>Neon</c> are skipped (source: docs/platform.md, The original script). Default: false.
    /// </summary>
    public bool SkipNeon { get; init; }

    /// <summary>Whether users, teams and customers are skipped. Default: false.</summary>
    public bool SkipUsers { get; init; }

    /// <summary>How many users of each project are verified, at least 1. Null, the default, means all.</summary>
    public int? MaxUsersPerProject { get; init; }

    /// <summary>
    /// How long rows are asked for one by one, from the start of the run; 1 s to 30 days. Null, the default: until there are no more.
    /// </summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>
    /// Full path of the findings of an earlier run, where only what they name is verified again. Null, the default: the whole scope is.
    /// </summary>
    public string? OnlyFile { get; init; }

    /// <summary>Full path of the findings of an earlier run, with which this one is compared. Null, the default: with none.</summary>
    public string? PreviousFile { get; init; }

    /// <summary>Which part of users, teams and customers is verified. Null, the default: all of them.</summary>
    public Sampling? Sample { get; init; }

    /// <summary>Full path of the folder that says what earlier runs verified. Null, the default: every run verifies everything.</summary>
    public string? CoverageDirectory { get; init; }

    /// <summary>
    /// How old a verification may be that is not made again; 1 s to 365 days. Null, the default: none is made again before everything was
    /// verified once.
    /// </summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>
    /// The current time of the deployment, if it is replayed or frozen; balances are computed for it. Null, the default, means the current
    /// time of this machine.
    /// </summary>
    public DateTimeOffset? Clock { get; init; }

    /// <summary>The platform's secret key of Stripe. With null, the default, or the mock key payouts are not verified. A secret.</summary>
    public string? StripeKey { get; init; }

    /// <summary>URL of Stripe's API, with a trailing slash. Default: Stripe's own.</summary>
    public Uri StripeUrl { get; init; } = new("https://api.stripe.com/");

    /// <summary>Why payouts cannot be verified; null if they can. The sample deployment has a key of its own.</summary>
    public string? WhyNoPayouts => StripeKey switch
    {
        null when UsesSample => null,
        null => "no Stripe key is set (INTEGRITY_STRIPE_KEY)",
        MockStripeKey when !UsesSample => "the Stripe key is the mock key",
        _ => null,
    };

    /// <summary>The platform's own user of ClickHouse (source: docs/platform.md, The copy for analytics).</summary>
    internal const string DefaultClickHouseUser = "stackframe";

    /// <summary>
    /// URL of ClickHouse's HTTP interface, with a trailing slash. Null, the default: the copy for analytics is not verified.
    /// </summary>
    public Uri? ClickHouseUrl { get; init; }

    /// <summary>The user of ClickHouse. Default: the platform's own.</summary>
    public string ClickHouseUser { get; init; } = DefaultClickHouseUser;

    /// <summary>Whether <see cref="ClickHouseUser"/> is not the platform's own: its name tells something about the operator.</summary>
    public bool HasOwnClickHouseUser => ClickHouseUser != DefaultClickHouseUser;

    /// <summary>The password of <see cref="ClickHouseUser"/>. Null, the default: none. A secret.</summary>
    public string? ClickHousePassword { get; init; }

    /// <summary>Why the copy for analytics cannot be verified; null if it can. The sample may have a ClickHouse of its own.</summary>
    public string? WhyNoClickHouse => ClickHouseUrl is null ? "no URL of ClickHouse is set (INTEGRITY_CLICKHOUSE_URL)" : null;

    /// <summary>The lowest severity that makes the run red. Default: <see cref="RedFrom.Error"/>.</summary>
    public RedFrom FailOn { get; init; } = RedFrom.Error;

    /// <summary>Full path of the folder for findings and report. Default: <c>TestResults/integrity</c> under the solution.</summary>
    public string ResultsDirectory { get; init; } = Path.GetFullPath(Path.Combine("TestResults", "integrity"));

    /// <summary>Whether findings may show values of personal fields (names, e-mails, metadata ...). Default: false.</summary>
    public bool ShowPersonalData { get; init; }

    /// <summary>Whether the summary has a line for each check and reason, and each skipped case its own result. Default: false.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>Full path of the folder with your own database invariants. Null, the default, means none.</summary>
    public string? InvariantsDirectory { get; init; }

    /// <summary>The file for a script that repairs what follows from the rows alone; null: none is written.</summary>
    public string? RepairFile { get; init; }

    /// <summary>Full path of the file of known findings. Null, the default, means none.</summary>
    public string? BaselineFile { get; init; }

    /// <summary>Whether the findings of this run are written as known ones. Default: false.</summary>
    public bool WritesBaseline { get; init; }

    /// <summary>Whether no option leaves a project out.</summary>
    public bool ChoosesAllProjects => Projects.Count == 0 && StartAt == 1 && Count is null && !SkipNeon;

    /// <summary>Whether all of a project is verified, or with null all rows that belong to no project.</summary>
    public bool VerifiesAllOf(string? project) =>
        Shard == Shard.Whole && MaxUsersPerProject is null && OnlyFile is null
        && (project is null || ChoosesAllProjects || (Projects.Contains(project) && StartAt == 1 && Count is null && !SkipNeon));

    /// <summary>Whether answers are saved or compared. Default: <see cref="SnapshotMode.Off"/>.</summary>
    public SnapshotMode Snapshots { get; init; }

    /// <summary>
    /// Full path of the folder of the saved answers. Null, the default: a folder of <c>snapshots/</c> named by the API's host, or
    /// <c>snapshots/sample</c>.
    /// </summary>
    public string? SnapshotDirectory { get; init; }

    /// <summary>Whether only a keyed hash of each answer is saved. Default: false.</summary>
    public bool SnapshotDigests { get; init; }

    /// <summary>Places that may differ between saved and compared answers. Default: none.</summary>
    public IReadOnlyList<IgnoredPath> SnapshotIgnore { get; init; } = [];

    /// <summary>Columns of tables that may differ between saved and compared rows. Default: none.</summary>
    public IReadOnlyList<IgnoredColumn> SnapshotIgnoredColumns { get; init; } = [];

    /// <summary>Which tables are saved, or compared with saved ones. Default: none are saved; those that were saved are compared.</summary>
    public TableChoice SnapshotTables { get; init; } = TableChoice.Usual;

    /// <summary>The key of all hashes in a snapshot. A secret. Null, the default: no hashes are saved.</summary>
    public string? SnapshotKey { get; init; }

    /// <summary>Full path of output that the original script saved, to compare with. Default: null.</summary>
    public string? SnapshotImport { get; init; }

    /// <summary>What the service that runs the tests, such as GitHub, says of itself by variables of its own. Default: nothing.</summary>
    public IReadOnlyDictionary<string, string> Service { get; init; } = new Dictionary<string, string>();

    /// <summary>Names of Stack Auth's own variables that were used because the suite's were not set. Default: none.</summary>
    public IReadOnlyList<string> Fallbacks { get; init; } = [];

    /// <summary>
    /// Every secret that stood in the environment, used or not, in the form it was given. Never print it: it is there for
    /// <see cref="CreateSecrets"/>.
    /// </summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Reads the options from the variables of this process.</summary>
    /// <exception cref="OptionsException">A variable is wrong, unknown or missing; the message lists all mistakes.</exception>
    public static IntegrityOptions FromEnvironment() =>
        Parse(ProcessEnvironment.Variables(), ProcessEnvironment.BaseDirectory());

    /// <summary>Reads the options from the given variables.</summary>
    /// <param name="environment">Names and values; an empty value counts as not set.</param>
    /// <param name="baseDirectory">The folder that relative paths start from.</param>
    /// <exception cref="OptionsException">A variable is wrong, unknown or missing; the message lists all mistakes.</exception>
    public static IntegrityOptions Parse(IReadOnlyDictionary<string, string> environment, string baseDirectory)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentException.ThrowIfNullOrEmpty(baseDirectory);
        return new OptionsParser(environment, baseDirectory).Parse();
    }

    /// <summary>Knows every secret of these options, also those that were set in code.</summary>
    public Secrets CreateSecrets() => new(Secrets
        .Append(Database).Append(AdminKey).Append(StripeKey)
        .Append(ClickHousePassword).Append(SnapshotKey).OfType<string>());

    /// <summary>Where a shard saves its part of a snapshot: below its results, which are all that has to be carried to one place.</summary>
    internal const string PartOfSnapshot = "snapshot";

    /// <summary>The folder of the run's snapshot: <see cref="SnapshotDirectory"/> or its default.</summary>
    internal string SnapshotFolder() =>
        this is { IsPart: true, Snapshots: SnapshotMode.Save } ? Path.Combine(ResultsDirectory, PartOfSnapshot)
        : SnapshotDirectory ?? Path.Combine(ProcessEnvironment.BaseDirectory(), "snapshots", TargetName());

    /// <summary>The settings as lines to print at the start of a run, without secrets.</summary>
    public IReadOnlyList<string> Describe() => OptionsBanner.Lines(this);

    /// <summary>The settings for the first line of the findings file, without secrets. What is null was not limited or not set.</summary>
    public JsonObject ToJson() => new(
    [
        KeyValuePair.Create<string, JsonNode?>("sample", UsesSample),
        KeyValuePair.Create<string, JsonNode?>("fallbacks", new JsonArray([.. Fallbacks.Select(name => JsonValue.Create(name))])),
        .. Variables.All.Select(variable => KeyValuePair.Create(variable.InRunLine.Name, variable.InRunLine.Value(this))),
    ]);

    /// <summary>The settings on one line, without secrets.</summary>
    public override string ToString() => string.Join("; ", Describe());

    private string TargetName() =>
        UsesSample || ApiUrl is null ? "sample"
        : ApiUrl.IsDefaultPort ? ApiUrl.IdnHost
        : FormattableString.Invariant($"{ApiUrl.IdnHost}_{ApiUrl.Port}");
}
