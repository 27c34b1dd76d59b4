namespace IntegrityTests.Access;

/// <summary>A project of the sample deployment.</summary>
public sealed record SampleProject(string Id, string Name, string Description);
