using System.Text.Json.Nodes;

namespace IntegrityTests.Tests.EndToEnd.Harness;

/// <summary>A finding, as the file of findings states it.</summary>
internal sealed record FoundFinding(
    string Code, string Severity, string? Project, string? Subject, string? Endpoint, string Message, string? Path)
{
    public static FoundFinding Of(JsonObject line) => new(
        (string)line["code"]!,
        (string)line["severity"]!,
        (string?)line["project"],
        (string?)line["subject"],
        (string?)line["endpoint"],
        (string)line["message"]!,
        (string?)line["path"]);
}
