using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Deployment.Api;

/// <summary>The admin API as one row asks it about one project.</summary>
public sealed class ProjectApi(AdminApi api, Project project, CheckRow row)
{
    /// <summary>The project that is asked about.</summary>
    public Project Project => project;

    /// <summary>The row that gets the answers, and what is wrong with them.</summary>
    public CheckRow Row => row;

    /// <summary>Asks for a path.</summary>
    /// <param name="subject">Whom or what it is about, for findings.</param>
    /// <param name="endpoint">Path and query, from <see cref="Endpoints"/>.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="NotVerifiedException">No answer could be had, also after asking again.</exception>
    public Task<ApiResponse> GetAsync(string subject, string endpoint, CancellationToken cancel) =>
        api.GetAsync(project, subject, endpoint, cancel, row);
}
