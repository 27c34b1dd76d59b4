namespace IntegrityTests.Deployment.Records;

/// <summary>The primary EMAIL <c>ContactChannel</c> of a user.</summary>
public sealed record PrimaryEmail(string Value, bool IsVerified, bool IsUsedForAuth);
