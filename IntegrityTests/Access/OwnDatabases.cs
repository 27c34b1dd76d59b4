using System.Text.Json;
using IntegrityTests.Connections;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Access;

/// <summary>
/// The databases of their own that projects in scope keep their users in, each once, however many projects share it (source:
/// docs/platform.md, Config). They are looked for once per run, and only projects whose stored config names one are asked for.
/// </summary>
/// <param name="platform">The platform's database.</param>
/// <param name="scope">The projects in scope.</param>
/// <param name="configs">The projects' rendered configs.</param>
public sealed class OwnDatabases(ReplicaDatabase platform, ProjectScope scope, ProjectConfigs configs)
{
    // Which of them the rendered config says in the end is up to the config.
    private const string MayHaveOne = """
        SELECT DISTINCT o.project FROM (
            SELECT id AS project, "projectConfigOverride" AS config FROM "Project"
            UNION ALL SELECT "projectId", config FROM "BranchConfigOverride"
            UNION ALL SELECT "projectId", config FROM "EnvironmentConfigOverride"
        ) o
        WHERE coalesce(o.config ->> 'sourceOfTruth.type', o.config -> 'sourceOfTruth' ->> 'type') IN ('postgres', 'neon')
        """;

    private static readonly (string Table, string Column)[] Needed =
        [("Project", "projectConfigOverride"), ("BranchConfigOverride", "config"), ("EnvironmentConfigOverride", "config")];

    private readonly Lock _gate = new();
    private Task<IReadOnlyList<OwnDatabase>>? _all;

    /// <summary>Why some of them are not known: the configs that name them could not be had. Known once they were looked for.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>All of them, in the order of their first projects; none where the stored configs cannot be read.</summary>
    public Task<IReadOnlyList<OwnDatabase>> AllAsync(CancellationToken cancel)
    {
        lock (_gate) return (_all ??= FindAsync()).WaitAsync(cancel);
    }

    /// <summary>The projects whose stored configs name one; none where these cannot be read.</summary>
    public async Task<IReadOnlySet<string>> CandidatesAsync(CancellationToken cancel) =>
        Needed.Any(column => !platform.Schema.Has(column.Table, column.Column))
            ? new HashSet<string>()
            : (await platform.QueryAsync(MayHaveOne, row => row.GetString(0), cancel)).ToHashSet();

    private async Task<IReadOnlyList<OwnDatabase>> FindAsync()
    {
        var candidates = await CandidatesAsync(CancellationToken.None);
        if (candidates.Count == 0) return [];
        var found = new List<(string Key, Project Project)>();
        var problems = new List<string>();
        await foreach (var project in scope.ProjectsAsync(CancellationToken.None))
        {
            if (!candidates.Contains(project.Id)) continue;
            var answer = await configs.OfAsync(project, CancellationToken.None);
            if (answer.Gap is { IsProven: false } gap) problems.Add($"project {project.Id}: {gap.Reason}");
            if (answer.Config?.UserDatabase is { } connectionString) found.Add((KeyOf(connectionString), project));
        }

        Problems = problems;
        var databases = new List<OwnDatabase>();
        foreach (var group in found.GroupBy(project => project.Key, project => project.Project, StringComparer.Ordinal))
            databases.Add(await DescribeAsync([.. group]));
        return databases;
    }

    // Two spellings of one address are one database.
    private static string KeyOf(string connectionString)
    {
        try
        {
            var address = ConnectionString.Read(connectionString);
            return string.Join('\n', address.Host, address.Port, address.Database, address.SearchPath, address.Options);
        }
        catch (FormatException)
        {
            return connectionString;
        }
    }

    private async Task<OwnDatabase> DescribeAsync(IReadOnlyList<Project> projects)
    {
        var tenancies = await platform.QueryAsync(
            """
            SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'projectId', t."projectId", 'branchId', t."branchId",
                'hasNoOrganization', t."hasNoOrganization")), '[]')::text
            FROM "Tenancy" t WHERE t."projectId" = ANY(@projects)
            """,
            row => row.GetString(0),
            CancellationToken.None,
            ("projects", projects.Select(project => project.Id).ToArray()));
        var named = projects.Select(project => new { id = project.Id, displayName = project.DisplayName });
        return new OwnDatabase(projects[0], projects.Count, JsonSerializer.Serialize(named), tenancies[0]);
    }
}

/// <summary>A database that one project or several keep their users in.</summary>
/// <param name="First">The first of these projects, whose config leads to it.</param>
/// <param name="Count">How many projects in scope share it.</param>
/// <param name="Projects">These projects as JSON: rows of the table Project with id and name.</param>
/// <param name="Tenancies">Their tenancies as JSON: rows of the table Tenancy, which such a database does not have.</param>
public sealed record OwnDatabase(Project First, int Count, string Projects, string Tenancies)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"database of project {First.Id}" + (Count == 1 ? "" : $" and {Count - 1} more");
}
