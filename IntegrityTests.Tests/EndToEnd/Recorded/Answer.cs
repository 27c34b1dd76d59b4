using System.Text.Json.Nodes;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>An answer of the API.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The header of that name.</param>
/// <param name="KnownError">The header <c>x-stack-known-error</c>, or null.</param>
/// <param name="LazyBody">The body, which is read when it is first needed.</param>
internal sealed record Answer(int Status, string ContentType, string? KnownError, Lazy<JsonNode?> LazyBody)
{
    private const string PlainText = "text/plain; charset=utf-8";
    private const string JsonText = "application/json; charset=utf-8";

    private Answer(int status, string contentType, string? knownError, JsonNode? body)
        : this(status, contentType, knownError, new Lazy<JsonNode?>(body))
    {
    }

    /// <summary>JSON, or a string that is sent as plain text.</summary>
    public JsonNode? Body => LazyBody.Value;

    /// <summary>How the backend answers when it crashes, or when its own answer does not pass its validation.</summary>
    public static Answer Crash { get; } =
        Text(500, "Something went wrong. Please make sure the data you entered is correct.\n\nRequest ID: s9cdyva5xdge18dz");

    public static Answer UserNotFound { get; } = Error(404, "USER_NOT_FOUND", "User not found.");

    /// <summary>How the backend answers everything about a project without tenancy.</summary>
    public static Answer BranchDoesNotExist { get; } = Error(400, "BRANCH_DOES_NOT_EXIST", "The branch with ID main does not exist.");

    public static Answer ProjectNotFound(string project) =>
        Error(400, "CURRENT_PROJECT_NOT_FOUND", $"The current project with ID {project} was not found.");

    public static Answer WrongKey { get; } = Text(401, "Invalid development key override");

    public static Answer NoRoute { get; } = Text(404, "404 — this page does not exist in Stack Auth's API.");

    public static Answer Json(JsonNode body) => new(200, JsonText, null, body);

    public static Answer Text(int status, string text, string contentType = PlainText) => new(status, contentType, null, text);

    /// <summary>A copy that changes to leave the recording as it is.</summary>
    public Answer Changed(Action<JsonObject> change)
    {
        var body = Body!.DeepClone().AsObject();
        change(body);
        return this with { LazyBody = new(body) };
    }

    private static Answer Error(int status, string code, string error) =>
        new(status, JsonText, code, new JsonObject { ["code"] = code, ["error"] = error });
}
