using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Api.Versions;

/// <summary>What the server says of its own version: only to a client whose version does not fit.</summary>
/// <param name="current">The server's version.</param>
internal sealed class VersionEndpoints(string current)
{
    // Older clients get an answer that does not say the server's version.
    private static readonly Version OldestSupported = new(2, 8, 57);

    /// <summary>Whether a client's version, which the body names, fits the server's.</summary>
    public async Task<Answer> CheckAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        if (!Version.TryParse((string?)body?["clientVersion"], out var client) || client.Build < 0)
            throw ApiError.Schema(context.Request.Path, "body.clientVersion must be a version");

        var server = Version.Parse(current);
        var isOfSameMinor = client.Major == server.Major && client.Minor == server.Minor;
        if (isOfSameMinor && client.Build >= server.Build)
            return Json(new JsonObject { ["upToDate"] = true });

        return Json(new JsonObject
        {
            ["upToDate"] = false,
            ["severe"] = client < OldestSupported || !isOfSameMinor,
            ["error"] = client < OldestSupported
                ? $"Your version of Stack Auth is too old ({client}). Please update."
                : $"Your version of Stack Auth does not fit (you have v{client}, the current version is v{server})",
        });
    }

    /// <summary>The versions of the platform's hosted pages, which say nothing of the server.</summary>
    public static Task<Answer> OfComponents(HttpContext context) =>
        Task.FromResult(Json(new JsonObject { ["versions"] = new JsonObject() }));

    private static Answer Json(JsonObject body) => new(200, Answer.JsonType, JsonSerializer.SerializeToUtf8Bytes(body));
}
