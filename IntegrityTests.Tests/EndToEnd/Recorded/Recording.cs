using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Tests.EndToEnd.Harness;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>
/// Rows of a real backend and what it answered about them (source: docs/platform.md, Recorded deployments). Read once, never changed.
/// </summary>
internal sealed class Recording
{
    private static readonly Lazy<Recording> OfReference = new(() => Read(Fixture("2026-03"), "2026-11-22T08:05:37.902Z"));
    private static readonly Lazy<Recording> OfNewer = new(() => Read(Fixture("2026-04"), "2026-11-28T06:12:00.000Z"));

    private Recording(string folder, string readAt, IReadOnlyDictionary<(string Project, string Path), Answer> answers)
    {
        Folder = folder;
        ReadAt = readAt;
        Answers = answers;
    }

    /// <summary>Nine projects of the reference version, which this repository has.</summary>
    public static Recording Reference => OfReference.Value;

    /// <summary>24 projects of the newer version, which this repository has.</summary>
    public static Recording Newer => OfNewer.Value;

    /// <summary>The file of recorded states of customers, with their balances and products.</summary>
    public static string PaymentsCases => Path.Combine(Fixture("2026-03"), "payments-cases.json");

    /// <summary>Where its files are.</summary>
    public string Folder { get; }

    /// <summary>The moment of its balances, as a value of <c>INTEGRITY_CLOCK</c>.</summary>
    public string ReadAt { get; }

    /// <summary>The same moment.</summary>
    public DateTimeOffset Moment => DateTimeOffset.Parse(ReadAt, CultureInfo.InvariantCulture);

    /// <summary>The rows: a CSV file per table.</summary>
    public IReadOnlyList<string> Tables => [.. Directory.EnumerateFiles(Path.Combine(Folder, "tables"), "*.csv")];

    /// <summary>Whether a backend of the newer version made it.</summary>
    public bool IsNewer => File.Exists(Path.Combine(Folder, "tables", "BulldozerStorageEngine.csv"));

    /// <summary>The projects with answers.</summary>
    public IEnumerable<string> Projects => Answers.Keys.Select(answer => answer.Project).Distinct();

    /// <summary>The answers by project and path.</summary>
    public IReadOnlyDictionary<(string Project, string Path), Answer> Answers { get; }

    /// <summary>Reads a deployment of the reference version that wrote itself, of <see cref="SharedFacts"/>.</summary>
    public static Recording WrittenReference() => Read(Path.Combine(SharedFacts.Folder, "written-2026-03"), "2026-11-28T06:39:00.000Z");

    /// <summary>Reads a deployment of the newer version that wrote itself, of <see cref="SharedFacts"/>.</summary>
    public static Recording WrittenNewer() => Read(Path.Combine(SharedFacts.Folder, "written-2026-04"), "2026-11-28T06:12:00.000Z");

    /// <summary>Reads a recording. The bodies of its answers are read when they are needed.</summary>
    private static Recording Read(string folder, string readAt) => new(
        folder,
        readAt,
        File.ReadLines(Path.Combine(folder, "answers.jsonl"))
            .Select(line => JsonElement.Parse(line))
            .ToDictionary(line => (Text(line, "project")!, Text(line, "path")!), AnswerOf));

    /// <summary>The same with the answers about copies of projects.</summary>
    public Recording With(IReadOnlyList<ProjectCopy> copies) => copies.Count == 0
        ? this
        : new(Folder, ReadAt, Answers.Concat(copies.SelectMany(CopiesFor)).ToDictionary(answer => answer.Key, answer => answer.Value));

    private IEnumerable<KeyValuePair<(string Project, string Path), Answer>> CopiesFor(ProjectCopy copy) =>
        from answer in Answers
        where answer.Key.Project == copy.Of
        // No other answer names the project.
        let same = answer.Key.Path == Paths.CurrentProject ? answer.Value.Changed(body => body["id"] = copy.Id) : answer.Value
        select KeyValuePair.Create((copy.Id, answer.Key.Path), same);

    private static string Fixture(string name) => Path.Combine(Checkout.Folder, "fixtures", name);

    private static Answer AnswerOf(JsonElement line)
    {
        var body = line.GetProperty("body");
        return new(
            line.GetProperty("status").GetInt32(),
            Text(line, "content_type")!,
            Text(line, "known_error"),
            new Lazy<JsonNode?>(() => JsonNode.Parse(body.GetRawText())));
    }

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();
}
