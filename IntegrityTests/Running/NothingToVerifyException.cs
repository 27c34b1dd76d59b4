namespace IntegrityTests.Running;

/// <summary>Thrown by a source before its first row: there is rightly nothing to verify. The case is skipped with the reason.</summary>
public sealed class NothingToVerifyException(string reason) : Exception(reason);
