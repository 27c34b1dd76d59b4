using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SampleDeployment.Api.Projects;

namespace SampleDeployment.Api.Http;

/// <summary>Decides by its headers whether a request may pass, and for which project it is.</summary>
internal sealed class Admission(ProjectContexts projects, string adminKey)
{
    private const string Docs =
        "\n\nFor more information, see the docs on REST API authentication: https://docs.stack-auth.com/rest-api/overview#authentication";

    private static readonly string[] AccessTypes = ["client", "server", "admin"];

    /// <exception cref="ApiError">It may not pass.</exception>
    public async ValueTask<ProjectContext> AdmitAsync(HttpContext context, IReadOnlyList<string> allowed)
    {
        var headers = context.Request.Headers;
        var projectId = headers[Routes.ProjectHeader].ToString();
        var access = headers["x-stack-access-type"].ToString();
        CheckAccess(access, projectId);
        CheckKey(headers, projectId);
        if (!allowed.Contains(access))
            throw InsufficientAccess(access, allowed);

        var branch = headers.TryGetValue("x-stack-branch-id", out var named) ? named.ToString() : ProjectContext.MainBranch;
        return await projects.FindAsync(projectId, branch, context.RequestAborted);
    }

    private static void CheckAccess(string access, string projectId)
    {
        if (access.Length == 0)
        {
            throw ApiError.Known(
                400,
                "ACCESS_TYPE_REQUIRED",
                "You must specify an access level for this Stack project. Make sure project API keys are provided "
                + "(eg. x-stack-publishable-client-key) and you set the x-stack-access-type header to 'client', 'server', or 'admin'."
                + Docs);
        }

        if (!AccessTypes.Contains(access))
        {
            throw ApiError.Known(
                400, "INVALID_ACCESS_TYPE", $"The x-stack-access-type header must be 'client', 'server', or 'admin', but was '{access}'.");
        }

        if (projectId.Length == 0)
        {
            throw ApiError.Known(
                400,
                "ACCESS_TYPE_WITHOUT_PROJECT_ID",
                $"The x-stack-access-type header was '{access}', but the x-stack-project-id header was not provided." + Docs,
                new() { ["request_type"] = access });
        }
    }

    private void CheckKey(IHeaderDictionary headers, string projectId)
    {
        if (headers.TryGetValue("x-stack-development-override-key", out var key))
        {
            if (key != adminKey)
                throw new ApiError(Answer.Text(401, "Invalid development key override"));
            return;
        }

        throw headers.ContainsKey("x-stack-super-secret-admin-key")
            ? ApiError.Known(
                401,
                "INVALID_SUPER_SECRET_ADMIN_KEY",
                $"The super secret admin key is not valid for the project \"{projectId}\". Does the project and/or the key exist?",
                new() { ["project_id"] = projectId })
            : ApiError.Known(401, "ADMIN_AUTHENTICATION_REQUIRED", "The super secret admin key must be provided.");
    }

    private static ApiError InsufficientAccess(string access, IReadOnlyList<string> allowed) => ApiError.Known(
        401,
        "INSUFFICIENT_ACCESS_TYPE",
        $"The x-stack-access-type header must be {string.Join(" or ", allowed.Select(type => $"'{type}'"))}, but was '{access}'.",
        new()
        {
            ["actual_access_type"] = access,
            ["allowed_access_types"] = new JsonArray([.. allowed.Select(type => JsonValue.Create(type))]),
        });
}
