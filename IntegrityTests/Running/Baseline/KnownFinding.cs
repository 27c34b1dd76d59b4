namespace IntegrityTests.Running.Baseline;

/// <summary>Identifies a finding from run to run: by what it is about, and by what tells it from others there.</summary>
/// <param name="Code">The check.</param>
/// <param name="Project">The project's id; null when it belongs to none.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Endpoint">The address that was asked; null where it may vary from run to run.</param>
/// <param name="Path">The JSON path of the value that differs.</param>
/// <param name="Value">As <see cref="Finding.Value"/>.</param>
internal sealed record KnownFinding(string Code, string? Project, string Subject, string? Endpoint, string? Path, string? Value = null)
{
    public static KnownFinding Of(Finding finding) =>
        new(
            finding.Code,
            finding.Project,
            finding.Subject,
            finding.IsOfAnyEndpoint ? null : finding.Endpoint,
            finding.Path,
            finding.Value);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(' ', new[] { Code, Subject, Project is null ? null : $"of project {Project}", Endpoint, Path, Value }.OfType<string>());
}
