namespace IntegrityTests.Running;

/// <summary>What a source of rows knows about the test case that reads it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Check">The check that the case is for.</param>
/// <param name="Partition">What the case covers; null for the whole scope.</param>
public sealed record CaseContext(Run Run, CheckInfo Check, CasePartition? Partition);
