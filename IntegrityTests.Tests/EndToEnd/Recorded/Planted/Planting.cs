namespace IntegrityTests.Tests.EndToEnd.Recorded.Planted;

/// <summary>What is wrong in copies of recorded projects that are one test's own.</summary>
/// <param name="Projects">The copies.</param>
/// <param name="PlantAsync">Changes their rows and answers, and nothing of other projects.</param>
internal sealed record Planting(IReadOnlyList<ProjectCopy> Projects, Func<RecordedDeployment, Task> PlantAsync);
