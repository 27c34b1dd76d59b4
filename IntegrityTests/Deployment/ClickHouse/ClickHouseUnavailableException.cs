namespace IntegrityTests.Deployment.ClickHouse;

/// <summary>ClickHouse cannot be used, or has not answered a query. The message says why and what to do, and holds no secret.</summary>
public sealed class ClickHouseUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
