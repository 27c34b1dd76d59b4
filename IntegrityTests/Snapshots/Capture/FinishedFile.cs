using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Snapshots.Capture;

/// <summary>A file that holds all answers that a check gets about a project.</summary>
/// <param name="Project">The project.</param>
/// <param name="Name">Class and method of the check, and list where it is one of several.</param>
/// <param name="Check">The check.</param>
internal sealed record FinishedFile(Project Project, string Name, CheckInfo Check);
