using System.Text.Json.Nodes;

namespace IntegrityTests.Tests.Detection;

/// <summary>Where a finding points.</summary>
/// <param name="Code">The check.</param>
/// <param name="Project">The project; null when it is of none.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="IsLeftToChance">
/// Whether it comes up only sometimes: of two rows that should be one, the database and the API may take the same or not.
/// </param>
public sealed record ExpectedFinding(string Code, string? Project, string Subject, bool IsLeftToChance = false)
{
    public static ExpectedFinding Of(JsonObject line) =>
        new((string)line["code"]!, (string?)line["project"], (string)line["subject"]!, (bool?)line["chance"] ?? false);

    /// <inheritdoc/>
    public override string ToString() => $"{Code} {Subject} of {(Project is null ? "no project" : $"project {Project}")}";
}
