using System.Collections.Concurrent;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using Npgsql;

namespace IntegrityTests.Access;

/// <summary>
/// Proves of each source that it came to every row: what a walk by key visited is compared with a count of the table itself. Rows that come
/// and go during the run make a difference too, so a difference is looked into at one moment of the database, once for each project and
/// kind of rows, before it counts.
/// </summary>
public sealed class Coverage
{
    private readonly ConcurrentDictionary<Place, Lazy<Task<RowCensus.Compared>>> _compared = new();
    private readonly ConcurrentDictionary<(Place Place, string Rows), long> _proven = new();
    private readonly ConcurrentDictionary<ReplicaDatabase, bool> _databases = new();

    /// <summary>What the summary says about what was proven; null when nothing was.</summary>
    /// <param name="isSampled">Whether only a sample of the rows that were come to was verified.</param>
    public string? Summary(bool isSampled)
    {
        var kinds = _proven
            .GroupBy(proven => proven.Key.Rows, proven => proven.Value)
            .OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => $"{kind.Sum():N0} {kind.Key} of {kind.Count():N0} {(kind.Count() == 1 ? "project" : "projects")}")
            .ToList();
        var what = isSampled ? "the sample was chosen from as many rows as the tables have" : "as many rows visited as the tables have";
        return kinds.Count == 0 ? null : $"coverage: {what}: {string.Join("; ", kinds)}";
    }

    /// <summary>What to say about indexes that were found to lack rows.</summary>
    public IReadOnlyList<string> BrokenIndexes => [.. _databases.Keys.SelectMany(database => database.Hidden.Messages).Distinct()];

    /// <summary>Has a database looked at when <see cref="BrokenIndexes"/> are asked for.</summary>
    public void Add(ReplicaDatabase database) => _databases.TryAdd(database, true);

    /// <summary>Why a walk did not come to every row of a project; null when it did.</summary>
    /// <param name="database">Where the rows are.</param>
    /// <param name="project">Whose rows; it has a tenancy.</param>
    /// <param name="walk">The walk that has ended.</param>
    /// <param name="visited">How many rows it came to.</param>
    /// <param name="last">The key of the last of them; needed where the walk ends early.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public async Task<string?> WhyIncompleteAsync(
        ReplicaDatabase database, Project project, KeysetWalk walk, long visited, string? last, CancellationToken cancel)
    {
        Add(database);
        var place = new Place(database, walk.CountSql, project.TenancyId!.Value);
        try
        {
            var stored = await database.Census.OfAsync(walk, place.Tenancy, cancel);
            if (stored.Rows == visited && (stored.Last is null || stored.Last == last))
            {
                _proven[(place, walk.Rows)] = visited;
                return null;
            }

            var compared = await _compared.GetOrAdd(
                place, _ => new(() => database.Census.CompareAsync(walk, place.Tenancy, CancellationToken.None))).Value.WaitAsync(cancel);
            if (!compared.IsComplete) return Message(project, walk, compared);
            _proven[(place, walk.Rows)] = visited;
            return null;
        }
        catch (NpgsqlException failure)
        {
            var reason = failure is PostgresException refused ? DatabaseFailure.Words(refused) : failure.Message;
            return $"Whether all {walk.Rows} of {Name(project)} were visited is not known: counting them failed ({reason.TrimEnd('.')}). "
                + "Run it when the replica has less to do.";
        }
    }

    private static string Message(Project project, KeysetWalk walk, RowCensus.Compared compared)
    {
        var of = walk.Limit is { } limit && compared.Stored == limit ? "the first " : "";
        var missing = compared.Missing.Count == 0
            ? ""
            : $" Not visited, among others: {string.Join(", ", compared.Missing.Select(key => $"{walk.Subject}:{key}"))}.";
        return $"Visited {compared.Visited:N0} of {of}{compared.Stored:N0} {walk.Rows} of {Name(project)}, by the order of an index. "
            + $"A scan of the table itself has the others, about which this run says nothing.{missing} An index lacks them: on the "
            + "primary, run "
            + string.Join("; ", walk.Tables.Select(table => $"REINDEX TABLE \"{table}\"")) + ", then run again.";
    }

    private static string Name(Project project) => $"project {project.DisplayName} ({project.Id})";

    private sealed record Place(ReplicaDatabase Database, string Rows, Guid Tenancy);
}
