namespace IntegrityTests.Checks.Database;

/// <summary>A row that breaks an invariant.</summary>
/// <param name="Project">The id of its project; null when it belongs to none.</param>
/// <param name="Subject">What it is about, as kind and id.</param>
/// <param name="Detail">What is wrong with it, as a sentence about the subject.</param>
/// <param name="Cause">
/// What of the platform's own leaves such a row behind, as in <see cref="Running.Finding.Cause"/>: it is information. Null: it is damage.
/// </param>
/// <param name="HasProject">Whether its project exists.</param>
/// <param name="ProjectName">The name of its project; null where it does not exist.</param>
internal sealed record OffendingRow(
    string? Project, string Subject, string Detail, string? Cause, bool HasProject, string? ProjectName);
