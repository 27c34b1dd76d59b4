using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SampleDeployment;
using SampleDeployment.Data;
using SampleDeployment.Faults;

namespace IntegrityTests.Tests.Detection;

/// <summary>
/// An entry of the corpus in the folder <c>Damage</c>: what plants one damage, or nothing wrong, into one project of a healthy deployment,
/// and what a run must find there.
/// </summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="Number">The number of the project that it is planted into.</param>
public sealed partial record DamageEntry(string Name, int Number)
{
    private const string SqlFile = "damage.sql";
    private const string EngineFile = "engine.sql";
    private const string ClickHouseFile = "clickhouse.sql";
    private const string DatabaseFile = "database.sql";
    private const string PlatformFile = "platform.txt";
    private const string FaultsFile = "faults.txt";
    private const string ExpectedFile = "expected.jsonl";
    private static readonly string[] PaymentTables = ["Subscription", "SubscriptionInvoice", "OneTimePurchase", "ItemQuantityChange"];

    private const string SnapshotFile = "expected-with-snapshot.jsonl";

    private string Damage { get; init; } = "";

    private string EngineDamage { get; init; } = "";

    private string ClickHouseDamage { get; init; } = "";

    private string DatabaseDamage { get; init; } = "";

    private string[] FaultLines { get; init; } = [];

    private IReadOnlyList<string> Findings { get; init; } = [];

    private IReadOnlyList<string>? SnapshotFindings { get; init; }

    // SQL by version, beside that of all.
    private Dictionary<Platform, string> Besides { get; init; } = [];

    /// <summary>The versions of the platform that it can be planted in.</summary>
    internal IReadOnlyList<Platform> Platforms { get; private init; } = Platform.All;

    /// <summary>
    /// Whether another version of the platform is another test of it: it is about payments, or says itself what differs.
    /// </summary>
    internal bool DependsOnPlatform =>
        Platforms.Count < Platform.All.Count
        || Besides.Count > 0
        || Findings.Concat(SnapshotFindings ?? []).Any(line => PlatformOf(line) is not null)
        || Name.StartsWith("PAY", StringComparison.Ordinal)
        || Name.StartsWith("OUT", StringComparison.Ordinal)
        || PaymentTables.Any(table => Damage.Contains($"\"{table}\"", StringComparison.Ordinal));

    /// <summary>Whether it is planted into a deployment with a copy of the rows in ClickHouse.</summary>
    public bool IsOfCopy => ClickHouseDamage.Length > 0;

    /// <summary>Legal states that look bad, which are planted past no constraint.</summary>
    public bool IsControl => Name.StartsWith("control-", StringComparison.Ordinal);

    /// <summary>Whether a run that compares with a snapshot from before the damage is part of it.</summary>
    public bool HasSnapshot => SnapshotFindings is not null;

    /// <summary>What is wrong, in words: the first line of what plants it.</summary>
    public string Description
    {
        get
        {
            var sql = new[] { ClickHouseDamage, Damage, EngineDamage, DatabaseDamage }.FirstOrDefault(text => text.Length > 0, "");
            return sql.Length > 0 ? sql[3..sql.IndexOf('\n', StringComparison.Ordinal)] : FaultLines[0][2..];
        }
    }

    /// <summary>Where it was seen, such as a public report or a commit of the platform; null: it follows from the rule.</summary>
    public string? Source => Note("Source");

    /// <summary>What kind of thing goes wrong.</summary>
    public string Kind =>
        IsControl ? "control"
        : Note("Kind") is { } kind ? kind
        : IsOfCopy ? "copy"
        : EngineDamage.Length > 0 ? "engine"
        : IsOfDatabase ? "database"
        : FaultLines.Length > 0 ? "answer"
        : "row";

    /// <summary>The SQL, with the ids of its project; empty when only answers are wrong.</summary>
    public string Sql => Ids.Fill(Damage);

    /// <summary>The SQL that is planted when the payments engine has followed the rows, with the ids of its project.</summary>
    public string EngineSql => Ids.Fill(EngineDamage);

    /// <summary>What is changed in ClickHouse, with the ids of its project.</summary>
    public string ClickHouseSql => Ids.Fill(ClickHouseDamage);

    /// <summary>
    /// The SQL of a damage that concerns a whole database. It is planted into a copy of the healthy one, where only the invariants run.
    /// </summary>
    public string DatabaseSql => Ids.Fill(DatabaseDamage);

    /// <summary>Whether it concerns a whole database, in which no other entry could be told from it.</summary>
    public bool IsOfDatabase => DatabaseDamage.Length > 0;

    /// <summary>The findings of a whole run of the suite, each once.</summary>
    public IReadOnlyList<ExpectedFinding> Expected => [.. Findings.Select(line => FindingOf(line))];

    /// <summary>The findings of a run that compares with a snapshot.</summary>
    public IReadOnlyList<ExpectedFinding> ExpectedWithSnapshot => [.. Expected, .. SnapshotFindings?.Select(line => FindingOf(line)) ?? []];

    internal EntryIds Ids => field ??= new(Plan, Number);

    // All that its files say.
    private string Words => string.Join(
        '\n', [Damage, .. Besides.Values, EngineDamage, ClickHouseDamage, .. FaultLines, .. Findings, .. SnapshotFindings ?? []]);

    private int Users => Name.StartsWith("OUT", StringComparison.Ordinal) ? DamageCorpus.MostUsers : EntryIds.UsersFor(Words);

    // Every balance of every customer is asked for, a third of all calls. What is legal has to stay so beside purchases too.
    private bool HasPayments => IsControl || AboutPayments().IsMatch(Name) || AboutPayments().IsMatch(Words);

    /// <summary>Its project. Stripe knows those with faults, so that faults of its list show.</summary>
    internal ProjectPlan Plan => field ??= Plans.Uniform(Number, Users, transactions: 0)[Number - 1] with
    {
        // What is bought costs many rows of the engine. Few entries are about it, and those of one version bring what they need.
        // Stripe's list has to have a second page.
        BuyersWithEngine = !DependsOnPlatform || Platforms.Count < Platform.All.Count ? 0
            : Name.StartsWith("OUT", StringComparison.Ordinal) ? Users
            : 2,
        HasPayments = HasPayments,
        StripeAccount = FaultLines.Length > 0 ? $"acct_corpus{Number:0000}" : null,
    };

    /// <summary>What is wrong with the answers.</summary>
    /// <exception cref="InvalidOperationException">A fault is not of the entry's own project.</exception>
    internal IEnumerable<Fault> Faults => FaultLines.Where(line => !line.StartsWith('#')).Select(line =>
        line.Contains("@{project}", StringComparison.Ordinal) || line.Contains("@{account}", StringComparison.Ordinal)
            ? FaultCatalogue.Parse(Ids.Fill(line))
            : throw new InvalidOperationException(
                $"{Name}: '{line}' should end with @{{project}}, @{{project}}/PATH or @{{account}}, or it hits all entries"));

    /// <summary>The entry as it is in one of its versions of the platform.</summary>
    internal DamageEntry On(Platform platform) => this with
    {
        Damage = Damage + Besides.GetValueOrDefault(platform, ""),
        Findings = Of(platform, Findings),
        SnapshotFindings = SnapshotFindings is null ? null : Of(platform, SnapshotFindings),
    };

    /// <summary>Reads the files of an entry's folder.</summary>
    public static DamageEntry Read(string folder, int number) => new(Path.GetFileName(folder), number)
    {
        Damage = Text(folder, SqlFile),
        EngineDamage = Text(folder, EngineFile),
        ClickHouseDamage = Text(folder, ClickHouseFile),
        DatabaseDamage = Text(folder, DatabaseFile),
        Besides = Platform.All.Select(platform => (platform, Sql: Text(folder, $"damage-{platform.Name}.sql")))
            .Where(besides => besides.Sql.Length > 0)
            .ToDictionary(besides => besides.platform, besides => besides.Sql),
        Platforms = Lines(folder, PlatformFile) is { } names ? [.. names.Select(Platform.Parse)] : Platform.All,
        FaultLines = Lines(folder, FaultsFile) ?? [],
        Findings = Lines(folder, ExpectedFile) ?? throw new InvalidOperationException($"{folder} has no {ExpectedFile}."),
        SnapshotFindings = Lines(folder, SnapshotFile),
    };

    /// <summary>
    /// Whether a finding is about this entry: it is in its project, about an id that only this entry has, or about what belongs to no
    /// project and this entry names.
    /// </summary>
    public bool Owns(string? project, string subject) =>
        project == Plan.Id
        || Ids.Owns(project ?? "")
        || Ids.Owns(subject)
        || project is null && ExpectedWithSnapshot.Any(finding => finding.Project is null && finding.Subject == subject);

    /// <inheritdoc/>
    public override string ToString() => Name;

    // What a comment of its own says, as "-- Source: ...".
    private string? Note(string name) =>
        string.Join('\n', [ClickHouseDamage, Damage, EngineDamage, DatabaseDamage, .. FaultLines]).Split('\n')
            .Select(line => line.TrimStart('-', '#', ' '))
            .FirstOrDefault(line => line.StartsWith($"{name}: ", StringComparison.Ordinal))?[(name.Length + 2)..];

    // A line of a finding that only one version brings up names it.
    private static string? PlatformOf(string line) => (string?)JsonNode.Parse(line)!["platform"];

    private static IReadOnlyList<string> Of(Platform platform, IEnumerable<string> lines) =>
        [.. lines.Where(line => PlatformOf(line) is not { } name || name == platform.Name)];

    private static string Text(string folder, string file) =>
        string.Join('\n', Lines(folder, file) is { } lines ? [.. lines, ""] : Array.Empty<string>());

    private static string[]? Lines(string folder, string file) =>
        File.Exists(Path.Combine(folder, file)) ? File.ReadAllLines(Path.Combine(folder, file)) : null;

    private ExpectedFinding FindingOf(string line) => ExpectedFinding.Of(Ids.Fill(line));

    [GeneratedRegex("PAY0|OUT0|BDZ0|payments|payout|stripe|subscription|purchase|product|item|customer|bulldozer", RegexOptions.IgnoreCase)]
    private static partial Regex AboutPayments();
}
