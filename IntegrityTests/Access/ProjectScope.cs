using System.Runtime.CompilerServices;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Options;

namespace IntegrityTests.Access;

/// <summary>The projects that the options choose, page by page.</summary>
public sealed class ProjectScope(ReplicaDatabase database, IntegrityOptions options)
{
    private const int PageSize = 200;
    private readonly ProjectReader _reader = new(database);
    private IReadOnlySet<string>? _chosen;

    /// <summary>The projects in scope, in the order that the options ask for.</summary>
    public async IAsyncEnumerable<Project> ProjectsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        ProjectReader.Entry? last = null;
        for (var left = options.Count ?? int.MaxValue; left > 0;)
        {
            var size = Math.Min(PageSize, left);
            var skip = last is null ? options.StartAt - 1 : 0;
            var page = await _reader.PageAsync(options.Projects, options.RecentFirst, last, skip, size, cancel);
            foreach (var entry in page)
                if (!(options.SkipNeon && IsNeon(entry.Project))) yield return entry.Project;
            if (page.Count < size) yield break;
            last = page[^1];
            left -= page.Count;
        }
    }

    /// <summary>
    /// The ids of the projects in scope, as they were when first asked for; null where the options choose all, so that none is kept.
    /// </summary>
    public async Task<IReadOnlySet<string>?> ChosenAsync(CancellationToken cancel) => options.ChoosesAllProjects
        ? null
        : _chosen ??= (await ProjectsAsync(cancel).Select(project => project.Id).ToListAsync(cancel)).ToHashSet();

    /// <summary>What is not asked about: tenancies of other branches and of organizations; null where there are none.</summary>
    public async Task<string?> NotAskedAsync(CancellationToken cancel)
    {
        var (tenancies, projects) = await _reader.OtherTenanciesAsync(options.Projects, cancel);
        return tenancies == 0 ? null
            : $"{tenancies} tenanc{(tenancies == 1 ? "y" : "ies")} of other branches than {Project.DefaultBranch}, or of organizations, in "
                + $"{projects} project{(projects == 1 ? "" : "s")}: the API is not asked about them. Only the database invariants and the "
                + "comparison with ClickHouse look at their rows.";
    }

    /// <summary>One project, or null when it does not exist (any more).</summary>
    public Task<Project?> FindAsync(string id, CancellationToken cancel) => _reader.FindAsync(id, cancel);

    /// <summary>Why the projects that the options choose from are not all that there are; null when they are.</summary>
    public async Task<string?> WhyIncompleteAsync(CancellationToken cancel)
    {
        // Named ones are looked up one by one.
        if (options.Projects.Count > 0) return null;
        var compared = await database.Census.CompareAsync(_reader.Walk(options.RecentFirst), Guid.Empty, cancel);
        return compared.IsComplete
            ? null
            : $"Visited {compared.Visited:N0} of {compared.Stored:N0} projects: an index of table \"Project\" lacks the others, about "
                + $"which this run says nothing, such as {string.Join(", ", compared.Missing)}. On the primary, run REINDEX TABLE "
                + "\"Project\", then run again.";
    }

    /// <summary>Says why the options choose no project at all, or one that does not exist; null when the scope is sound.</summary>
    public async Task<string?> WhyUnsoundAsync(CancellationToken cancel)
    {
        if (options.Projects.Count > 0)
        {
            var missing = options.Projects.Except(await _reader.ExistingAsync(options.Projects, cancel)).ToList();
            if (missing.Count > 0)
                return $"INTEGRITY_PROJECTS names {missing.Count} project(s) that do not exist: {string.Join(", ", missing.Take(5))}. "
                    + "Expected: values of \"Project\".id in the database.";
        }

        var count = await _reader.CountAsync(options.Projects, cancel);
        if (count == 0) return "The database holds no project: there is nothing to verify.";
        if (options.StartAt > count)
            return $"INTEGRITY_START_AT is {options.StartAt}, but there are only {count} projects to choose from. Expected: 1 to {count}.";
        await foreach (var _ in ProjectsAsync(cancel)) return null;
        return "INTEGRITY_SKIP_NEON leaves no project to verify: the description of every project in scope contains \"Neon\".";
    }

    private static bool IsNeon(Project project) => project.Row.Description.Contains("Neon", StringComparison.Ordinal);
}
