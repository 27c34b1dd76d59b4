namespace IntegrityTests.Snapshots.Format;

/// <summary>A snapshot cannot be read or written. The message says why and what to do.</summary>
public sealed class SnapshotUnusableException(string message, Exception? innerException = null) : Exception(message, innerException);
