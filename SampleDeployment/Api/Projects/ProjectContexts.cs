using System.Collections.Concurrent;
using System.Data;
using Npgsql;
using SampleDeployment.Api.Config;
using SampleDeployment.Api.Http;

namespace SampleDeployment.Api.Projects;

/// <summary>
/// Finds the project of each request in the database. Rendering a configuration is slow, so it is kept for as long as the rows it
/// was made of are the same versions (PostgreSQL's xmin): a change shows at once.
/// </summary>
/// <param name="databases">The deployment's.</param>
/// <param name="platform">The version of the platform that is served.</param>
/// <param name="projectsStay">Whether none of them changes, so that nothing has to be asked about one that is known.</param>
internal sealed class ProjectContexts(Databases databases, Platform platform, bool projectsStay)
{
    private const string VersionsSql =
        """
        SELECT t.id, b.xmin, e.xmin, p.xmin
        FROM "Project" p
        LEFT JOIN "Tenancy" t ON t."projectId" = p.id AND t."branchId" = $2 AND t."hasNoOrganization" = 'TRUE'
        LEFT JOIN "BranchConfigOverride" b ON b."projectId" = p.id AND b."branchId" = $2
        LEFT JOIN "EnvironmentConfigOverride" e ON e."projectId" = p.id AND e."branchId" = $2
        WHERE p.id = $1
        """;

    private const string LayersSql =
        """
        SELECT p."projectConfigOverride"::text, b.config::text, e.config::text
        FROM "Project" p
        LEFT JOIN "BranchConfigOverride" b ON b."projectId" = p.id AND b."branchId" = $2
        LEFT JOIN "EnvironmentConfigOverride" e ON e."projectId" = p.id AND e."branchId" = $2
        WHERE p.id = $1
        """;

    private readonly ConcurrentDictionary<(string Project, string Branch), (Versions Versions, ProjectContext Context)> _known = new();

    private readonly record struct Versions(Guid? Tenancy, uint? Branch, uint? Environment, uint Project);

    /// <summary>The version of the platform that is served.</summary>
    public Platform Platform => platform;

    /// <exception cref="ApiError">The project or its branch does not exist.</exception>
    public async ValueTask<ProjectContext> FindAsync(string project, string branch, CancellationToken cancel)
    {
        var isKnown = _known.TryGetValue((project, branch), out var known);
        if (isKnown && projectsStay) return known.Context;

        var versions = await VersionsAsync(project, branch, cancel) ?? throw ApiError.Known(
            400,
            "CURRENT_PROJECT_NOT_FOUND",
            $"The current project with ID {project} was not found. Please check the value of the x-stack-project-id header.",
            new() { ["project_id"] = project });
        if (versions.Tenancy is not { } tenancy)
        {
            throw ApiError.Known(
                400, "BRANCH_DOES_NOT_EXIST", $"The branch with ID {branch} does not exist.", new() { ["branch_id"] = branch });
        }

        if (isKnown && known.Versions == versions)
            return known.Context;

        var config = await ConfigAsync(project, branch, cancel);
        var users = config.ExternalDatabase(branch) is { } uri ? databases.External(uri) : databases.Main;
        var context = new ProjectContext(platform, project, branch, tenancy, config, databases.Main, users);
        _known[(project, branch)] = (versions, context);
        return context;
    }

    /// <summary>The project whose money goes to a Stripe account; null if there is none.</summary>
    public async Task<ProjectContext?> FindByStripeAccountAsync(string account, CancellationToken cancel)
    {
        await using var command = databases.Main.CreateCommand("""SELECT id FROM "Project" WHERE "stripeAccountId" = $1""");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account });
        return await command.ExecuteScalarAsync(cancel) is string project
            ? await FindAsync(project, ProjectContext.MainBranch, cancel)
            : null;
    }

    private async Task<Versions?> VersionsAsync(string project, string branch, CancellationToken cancel)
    {
        await using var command = databases.Main.CreateCommand(VersionsSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = project });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = branch });
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancel);
        if (!await reader.ReadAsync(cancel)) return null;

        return new(
            reader.IsDBNull(0) ? null : reader.GetGuid(0),
            reader.IsDBNull(1) ? null : reader.GetFieldValue<uint>(1),
            reader.IsDBNull(2) ? null : reader.GetFieldValue<uint>(2),
            reader.GetFieldValue<uint>(3));
    }

    private async Task<ProjectConfig> ConfigAsync(string project, string branch, CancellationToken cancel)
    {
        await using var command = databases.Main.CreateCommand(LayersSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = project });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = branch });
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancel);
        await reader.ReadAsync(cancel);
        return new(ConfigLayers.Render(Layer(0), Layer(1), Layer(2)));

        string? Layer(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }
}

/// <summary>The project of a request: whose rows to read, where they are, and its configuration.</summary>
internal sealed record ProjectContext(
    Platform Platform,
    string ProjectId,
    string Branch,
    Guid TenancyId,
    ProjectConfig Config,
    NpgsqlDataSource Main,
    NpgsqlDataSource Users)
{
    /// <summary>The branch that is asked about if none is named.</summary>
    public const string MainBranch = "main";
}
