using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SampleDeployment.Api.Http;

/// <summary>Ends a request with an error that the platform knows.</summary>
internal sealed class ApiError(Answer answer) : Exception
{
    private static readonly JsonSerializerOptions Pretty = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public Answer Answer { get; } = answer;

    public static ApiError Known(int status, string code, string error, JsonObject? details = null)
    {
        var body = new JsonObject { ["code"] = code };
        if (details is not null)
            body["details"] = details;
        body["error"] = error;
        return new(new(status, Answer.JsonType, JsonSerializer.SerializeToUtf8Bytes(body, Pretty), code));
    }

    public static ApiError Schema(string path, string problem)
    {
        var message = $"Request validation failed on GET {path}:\n  - {problem}";
        return Known(400, "SCHEMA_ERROR", message, new() { ["message"] = message });
    }

    public static ApiError UserNotFound() => Known(404, "USER_NOT_FOUND", "User not found.");
}

/// <summary>The rows make an answer that the platform's own response validation refuses: the caller gets a 500.</summary>
internal sealed class InvalidResponseException(string message) : Exception(message);
