using System.Text.Json.Nodes;
using IntegrityTests.Tests.EndToEnd.Harness;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>What a real backend of the reference version answered (source: stack-auth/recorded). Read once, never changed.</summary>
internal sealed class Recording
{
    private static readonly Lazy<Recording> OfFacts = new(() => new Recording(Path.Combine(SharedFacts.Folder, "recorded")));

    private Recording(string folder)
    {
        Tables = [.. Directory.EnumerateFiles(Path.Combine(folder, "tables"), "*.csv")];
        Answers = File.ReadLines(Path.Combine(folder, "answers.jsonl"))
            .Select(line => JsonNode.Parse(line)!)
            .ToDictionary(line => ((string)line["project"]!, (string)line["path"]!), AnswerOf);
    }

    /// <summary>When the answers were recorded: the moment of their balances (source: stack-auth/recorded/README.md).</summary>
    public const string ReadAt = "2026-11-22T08:05:37.902Z";

    /// <summary>The recording in the shared facts.</summary>
    public static Recording Shared => OfFacts.Value;

    /// <summary>The rows: a CSV file a table.</summary>
    public IReadOnlyList<string> Tables { get; }

    /// <summary>The answers by project and path.</summary>
    public IReadOnlyDictionary<(string Project, string Path), Answer> Answers { get; }

    private static Answer AnswerOf(JsonNode line) =>
        new((int)line["status"]!, (string)line["content_type"]!, (string?)line["known_error"], line["body"]!.DeepClone());
}
