namespace IntegrityTests.Running;

/// <summary>A row is left out on purpose. It is counted as skipped, with the reason, and never as verified.</summary>
public sealed class RowSkippedException(string reason) : Exception(reason);
