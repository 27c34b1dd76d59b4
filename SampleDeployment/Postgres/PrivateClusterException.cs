namespace SampleDeployment.Postgres;

/// <summary>A private PostgreSQL cannot be had; the message says why and what to do.</summary>
internal sealed class PrivateClusterException(string message) : Exception(message);
