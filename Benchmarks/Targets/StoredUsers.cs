using IntegrityTests.Access;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Options;

namespace Benchmarks.Targets;

/// <summary>The users of a target's one big project, as the suite reads them.</summary>
internal sealed class StoredUsers : IAsyncDisposable
{
    private StoredUsers(IntegrityOptions options, ReplicaDatabase database, Project project)
    {
        Options = options;
        Database = database;
        Project = project;
    }

    public IntegrityOptions Options { get; }

    public ReplicaDatabase Database { get; }

    public Project Project { get; }

    public static async Task<StoredUsers> OpenAsync(SampleTarget target, CancellationToken cancel)
    {
        var options = IntegrityOptions.Parse(target.Variables, Repository.Folder);
        var database = await ReplicaDatabase.OpenAsync(options.Database!, cancel);
        var project = await new ProjectScope(database, options).ProjectsAsync(cancel)
            .FirstAsync(project => project.Id != "internal", cancel);
        return new StoredUsers(options, database, project);
    }

    public async Task<List<StoredUser>> ReadAsync(CancellationToken cancel)
    {
        var users = new List<StoredUser>();
        await foreach (var page in PagesAsync(cancel)) users.AddRange(page);
        return users;
    }

    /// <summary>Reads all users and keeps none, as the suite does.</summary>
    public async Task PassAsync(CancellationToken cancel)
    {
        await foreach (var _ in PagesAsync(cancel)) cancel.ThrowIfCancellationRequested();
    }

    private IAsyncEnumerable<IReadOnlyList<StoredUser>> PagesAsync(CancellationToken cancel) =>
        new UserReader(Database).PagesAsync(Project.TenancyId!.Value, null, cancel);

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
