using SampleDeployment.Api.Http;

namespace SampleDeployment.Api.Json;

/// <summary>The parts of the platform's response validation that stored text can fail.</summary>
internal static class Validation
{
    /// <exception cref="InvalidResponseException">It is not a URL.</exception>
    public static string? Url(string? text) =>
        text is null || Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "data"
            ? text
            : throw new InvalidResponseException("A URL in the answer is not valid.");

    /// <exception cref="InvalidResponseException">It is not an e-mail address.</exception>
    public static string? Email(string? text) =>
        text is null || text.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !text.Any(char.IsWhiteSpace)
            ? text
            : throw new InvalidResponseException("An e-mail address in the answer is not valid.");
}
