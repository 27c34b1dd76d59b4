using System.Text.Json.Nodes;

namespace IntegrityTests.Tests.Detection;

/// <summary>Where a finding points.</summary>
public sealed record ExpectedFinding(string Code, string? Project, string Subject)
{
    public static ExpectedFinding Of(JsonObject line) => new((string)line["code"]!, (string?)line["project"], (string)line["subject"]!);

    /// <inheritdoc/>
    public override string ToString() => $"{Code} {Subject} of {(Project is null ? "no project" : $"project {Project}")}";
}
