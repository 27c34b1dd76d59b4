using System.Net;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Options;
using IntegrityTests.Running;

namespace IntegrityTests.Access;

/// <summary>Finds, before the first check, what would make every check fail, so that it is reported once.</summary>
internal static class Preflight
{
    private static readonly Part NeededColumns = new(ProjectColumns.Needed, UserColumns.Key);

    /// <summary>Why the database cannot or must not be verified; null when it can.</summary>
    /// <param name="database">The platform's database.</param>
    /// <param name="options">Say whether a database that is not a standby is allowed; that of the sample always is.</param>
    public static string? WhyUnusable(ReplicaDatabase database, IntegrityOptions options)
    {
        if (database.Schema.WhyMissing(NeededColumns) is { } missing)
            return $"The database is not one of Stack Auth, or the user may not see its tables: {missing}. "
                + "Check database name, schema and rights.";
        if (database.IsStandby || options.AllowPrimary || options.UsesSample) return null;
        return "The database is not a standby (pg_is_in_recovery() is false): it may be production. The suite itself only reads, but the "
            + "API that it calls may write. Point INTEGRITY_DATABASE at a replica, or, for a disposable copy that nobody else uses, set "
            + "INTEGRITY_ALLOW_PRIMARY=yes.";
    }

    /// <summary>
    /// Why the API cannot be verified; null when it answers as an admin API does. An error about one project is not a reason: the checks
    /// report it.
    /// </summary>
    /// <param name="api">The API.</param>
    /// <param name="baseUrl">Where it is, for the message.</param>
    /// <param name="project">The project to ask about.</param>
    /// <param name="answered">Gets the answer, which is one about the project like any other.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task<string?> WhyUnusableAsync(
        AdminApi api, Uri baseUrl, Project project, Action<ApiResponse> answered, CancellationToken cancel)
    {
        ApiResponse response;
        try
        {
            response = await api.GetAsync(project, $"project:{project.Id}", Endpoints.CurrentProject, cancel);
            answered(response);
        }
        catch (NotVerifiedException exception)
        {
            return $"The API at {baseUrl} cannot be used: {exception.Message} Check INTEGRITY_API_URL, and that the server runs.";
        }

        if (response.Status == HttpStatusCode.Unauthorized) return ServerHealth.RefusedKey(baseUrl);
        if (response.IsOk || response.IsRefusal) return null;
        return $"The URL {baseUrl} does not answer as Stack Auth's API: {Endpoints.CurrentProject} answers {response.Summary}. "
            + "Expected in INTEGRITY_API_URL: the base URL of the backend (not of the dashboard), before /api/v1.";
    }
}
