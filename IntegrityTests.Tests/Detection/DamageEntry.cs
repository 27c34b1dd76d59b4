using SampleDeployment.Data;
using SampleDeployment.Faults;

namespace IntegrityTests.Tests.Detection;

/// <summary>
/// An entry of the corpus in the folder <c>Damage</c>: what plants one damage, or nothing wrong, into one project of a healthy deployment,
/// and what a run must find there.
/// </summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="Number">The number of the project that it is planted into.</param>
public sealed record DamageEntry(string Name, int Number)
{
    private const string SqlFile = "damage.sql";
    private const string FaultsFile = "faults.txt";
    private const string ExpectedFile = "expected.jsonl";
    private const string SnapshotFile = "expected-with-snapshot.jsonl";

    private string Damage { get; init; } = "";

    private string[] FaultLines { get; init; } = [];

    private IReadOnlyList<string> Findings { get; init; } = [];

    private IReadOnlyList<string>? SnapshotFindings { get; init; }

    /// <summary>Legal states that look bad, which are planted past no constraint.</summary>
    public bool IsControl => Name.StartsWith("control-", StringComparison.Ordinal);

    /// <summary>Whether a run that compares with a snapshot from before the damage is part of it.</summary>
    public bool HasSnapshot => SnapshotFindings is not null;

    /// <summary>What is wrong, in words: the first line of what plants it.</summary>
    public string Description => Damage.Length > 0 ? Damage[3..Damage.IndexOf('\n', StringComparison.Ordinal)] : FaultLines[0][2..];

    /// <summary>The SQL, with the ids of its project; empty when only answers are wrong.</summary>
    public string Sql => Ids.Fill(Damage);

    /// <summary>The findings of a whole run of the suite, each once.</summary>
    public IReadOnlyList<ExpectedFinding> Expected => [.. Findings.Select(line => FindingOf(line))];

    /// <summary>The findings of a run that compares with a snapshot.</summary>
    public IReadOnlyList<ExpectedFinding> ExpectedWithSnapshot => [.. Expected, .. SnapshotFindings?.Select(line => FindingOf(line)) ?? []];

    internal EntryIds Ids => new(Plan, Number);

    /// <summary>Its project. Stripe knows those with faults, so that faults of its list show.</summary>
    internal ProjectPlan Plan => Plans.Uniform(Number, DamageCorpus.Users, transactions: 0)[Number - 1] with
    {
        StripeAccount = FaultLines.Length > 0 ? $"acct_corpus{Number:0000}" : null,
    };

    /// <summary>What is wrong with the answers.</summary>
    /// <exception cref="InvalidOperationException">A fault is not of the entry's own project.</exception>
    internal IEnumerable<Fault> Faults => FaultLines.Where(line => !line.StartsWith('#')).Select(line =>
        line.Contains("@{project}", StringComparison.Ordinal) || line.Contains("@{account}", StringComparison.Ordinal)
            ? FaultCatalogue.Parse(Ids.Fill(line))
            : throw new InvalidOperationException(
                $"{Name}: '{line}' should end with @{{project}}, @{{project}}/PATH or @{{account}}, or it hits all entries"));

    /// <summary>Reads the files of an entry's folder.</summary>
    public static DamageEntry Read(string folder, int number) => new(Path.GetFileName(folder), number)
    {
        Damage = string.Join('\n', Lines(folder, SqlFile) is { } lines ? [.. lines, ""] : []),
        FaultLines = Lines(folder, FaultsFile) ?? [],
        Findings = Lines(folder, ExpectedFile) ?? throw new InvalidOperationException($"{folder} has no {ExpectedFile}."),
        SnapshotFindings = Lines(folder, SnapshotFile),
    };

    /// <summary>Whether a finding is about this entry: it is in its project, or about an id that only this entry has.</summary>
    public bool Owns(string? project, string subject) => project == Plan.Id || Ids.Owns(project ?? "") || Ids.Owns(subject);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string[]? Lines(string folder, string file) =>
        File.Exists(Path.Combine(folder, file)) ? File.ReadAllLines(Path.Combine(folder, file)) : null;

    private ExpectedFinding FindingOf(string line) => ExpectedFinding.Of(Ids.Fill(line));
}
