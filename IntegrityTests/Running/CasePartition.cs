namespace IntegrityTests.Running;

/// <summary>The part of the scope that one test case covers, such as a project.</summary>
/// <param name="Key">Tells partitions apart, such as a project's id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Traits">Traits of its test cases, for filters.</param>
public sealed record CasePartition(string Key, string Name, IReadOnlyDictionary<string, string> Traits);
