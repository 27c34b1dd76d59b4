namespace IntegrityTests.Access;

/// <summary>The deployment cannot be verified at all. The message says why and what to do, and holds no secret.</summary>
public sealed class DeploymentUnusableException(string message) : Exception(message);
