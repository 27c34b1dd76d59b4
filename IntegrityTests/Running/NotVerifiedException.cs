namespace IntegrityTests.Running;

/// <summary>A row or source could not be verified, which says nothing about the data. The result is a failure "NOT VERIFIED: ...".</summary>
public sealed class NotVerifiedException(string reason, Exception? innerException = null) : Exception(reason, innerException);
