namespace SampleDeployment.Api.Http;

/// <summary>The rows make an answer that the platform's own response validation refuses: the caller gets a 500.</summary>
internal sealed class InvalidResponseException(string message) : Exception(message);
