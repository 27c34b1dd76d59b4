using IntegrityTests.Tests.EndToEnd.Harness;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Planted;

/// <summary>A deployment after a run of the suite over it.</summary>
/// <param name="Deployment">The deployment; not to be changed any more.</param>
/// <param name="Run">The run.</param>
/// <param name="Before">The state of the database before the run.</param>
/// <param name="After">The state of the database after it.</param>
internal sealed record VerifiedDeployment(
    RecordedDeployment Deployment, SuiteResult Run, IReadOnlyList<string> Before, IReadOnlyList<string> After);
