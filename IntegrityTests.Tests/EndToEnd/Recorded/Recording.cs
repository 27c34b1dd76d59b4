using System.Text.Json.Nodes;
using IntegrityTests.Tests.EndToEnd.Harness;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>
/// What a real backend of the reference version answered (source: docs/platform.md, Recorded deployments). Read once, never changed.
/// </summary>
internal sealed class Recording
{
    private static readonly Lazy<Recording> OfFacts = new(() => Read(Path.Combine(SharedFacts.Folder, "recorded")));

    private Recording(IReadOnlyList<string> tables, IReadOnlyDictionary<(string Project, string Path), Answer> answers)
    {
        Tables = tables;
        Answers = answers;
    }

    /// <summary>When the answers were recorded: the moment of their balances (source: docs/platform.md, Recorded deployments).</summary>
    public const string ReadAt = "2026-11-22T08:05:37.902Z";

    /// <summary>The recording in the shared facts.</summary>
    public static Recording Shared => OfFacts.Value;

    /// <summary>The rows: a CSV file a table.</summary>
    public IReadOnlyList<string> Tables { get; }

    /// <summary>The answers by project and path.</summary>
    public IReadOnlyDictionary<(string Project, string Path), Answer> Answers { get; }

    /// <summary>The same with the answers about copies of projects.</summary>
    public Recording With(IReadOnlyList<ProjectCopy> copies) => copies.Count == 0
        ? this
        : new(Tables, Answers.Concat(copies.SelectMany(CopiesFor)).ToDictionary(answer => answer.Key, answer => answer.Value));

    private IEnumerable<KeyValuePair<(string Project, string Path), Answer>> CopiesFor(ProjectCopy copy) =>
        from answer in Answers
        where answer.Key.Project == copy.Of
        // No other answer names the project.
        let same = answer.Key.Path == Paths.CurrentProject ? answer.Value.Changed(body => body["id"] = copy.Id) : answer.Value
        select KeyValuePair.Create((copy.Id, answer.Key.Path), same);

    private static Recording Read(string folder) => new(
        [.. Directory.EnumerateFiles(Path.Combine(folder, "tables"), "*.csv")],
        File.ReadLines(Path.Combine(folder, "answers.jsonl"))
            .Select(line => JsonNode.Parse(line)!)
            .ToDictionary(line => ((string)line["project"]!, (string)line["path"]!), AnswerOf));

    private static Answer AnswerOf(JsonNode line) =>
        new((int)line["status"]!, (string)line["content_type"]!, (string?)line["known_error"], line["body"]!.DeepClone());
}
