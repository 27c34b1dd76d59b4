using Npgsql;
using SampleDeployment.Api.Config;

namespace SampleDeployment.Api.Projects;

/// <summary>The project of a request: whose rows to read, where they are, and its configuration.</summary>
internal sealed record ProjectContext(string ProjectId, string Branch, Guid TenancyId, ProjectConfig Config, NpgsqlDataSource Main, NpgsqlDataSource Users)
{
    /// <summary>The branch that is asked about if none is named.</summary>
    public const string MainBranch = "main";
}
