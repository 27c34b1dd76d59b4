namespace IntegrityTests.Deployment.Database;

/// <summary>A database cannot be reached or cannot be used. The message is for the operator and holds no secret.</summary>
public sealed class DatabaseUnavailableException(string message) : Exception(message);
