namespace IntegrityTests.Running.Reporting;

/// <summary>The findings of one code, in short.</summary>
internal sealed record FindingDigest(string Code, long Count, IReadOnlyList<Finding> Examples);
