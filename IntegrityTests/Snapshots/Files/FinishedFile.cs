using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Snapshots.Files;

/// <summary>A file that holds all answers that a check gets about a project, written by this run.</summary>
/// <param name="Project">The project.</param>
/// <param name="Name">Class and method of the check, and list where it is one of several.</param>
/// <param name="Path">Where it was written.</param>
/// <param name="IsPartial">Whether nothing is known of what would come after its last line.</param>
internal sealed record FinishedFile(Project Project, string Name, string Path, bool IsPartial);
