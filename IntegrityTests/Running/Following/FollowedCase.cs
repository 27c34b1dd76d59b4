namespace IntegrityTests.Running.Following;

/// <summary>A test case, for those who follow it.</summary>
/// <param name="Check">The check.</param>
/// <param name="Name">Class and method of the check, such as <c>UserReadsAsStored.Every_user_reads_as_stored</c>.</param>
/// <param name="Partition">What the case covers; null for the whole scope.</param>
public sealed record FollowedCase(CheckInfo Check, string Name, CasePartition? Partition);
