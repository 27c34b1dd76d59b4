using System.Text.Json.Nodes;
using IntegrityTests.Tests.EndToEnd.Harness;

namespace IntegrityTests.Tests.Detection;

/// <summary>Where a finding points, and how bad it is.</summary>
/// <param name="Code">The check.</param>
/// <param name="Severity">How bad it is, as the file of findings says it.</param>
/// <param name="Project">The project; null when it is of none.</param>
/// <param name="Subject">What it is about.</param>
public sealed record ExpectedFinding(string Code, string Severity, string? Project, string Subject)
{
    /// <summary>
    /// Whether it comes up only sometimes: of two rows that should be one, the database and the API may take the same or not.
    /// </summary>
    public bool IsLeftToChance { get; init; }

    /// <summary>The answer it must name, where the subject alone does not tell what is wrong.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Reads a line of an entry. The severity is that of the check unless the line says another.</summary>
    public static ExpectedFinding Of(string line)
    {
        var json = JsonNode.Parse(line)!.AsObject();
        var code = (string)json["code"]!;
        return new(code, (string?)json["severity"] ?? AllCodes.SeverityOf(code), (string?)json["project"], (string)json["subject"]!)
        {
            IsLeftToChance = (bool?)json["chance"] ?? false,
            Endpoint = (string?)json["endpoint"],
        };
    }

    /// <summary>What a run found.</summary>
    internal static ExpectedFinding Of(FoundFinding found) => new(found.Code, found.Severity, found.Project, found.Subject ?? "");

    /// <inheritdoc/>
    public override string ToString() => $"{Code} ({Severity}) {Subject} of {(Project is null ? "no project" : $"project {Project}")}";
}
