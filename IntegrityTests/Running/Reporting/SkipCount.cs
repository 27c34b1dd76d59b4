namespace IntegrityTests.Running.Reporting;

/// <summary>How often something was left out for a reason.</summary>
internal sealed record SkipCount(string What, string Reason, long Count);
