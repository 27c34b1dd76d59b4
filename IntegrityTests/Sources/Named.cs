using System.Runtime.CompilerServices;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Sources;

/// <summary>The rows that an earlier run named, looked up by their ids instead of walked to.</summary>
internal static class Named
{
    /// <summary>Why a source of named rows has none.</summary>
    public const string NoneLeft = "what the earlier run named is gone, or of another kind";

    /// <summary>The ids of the named rows of a kind; null in a run over the whole scope.</summary>
    public static IReadOnlyList<string>? Ids(CaseContext context, Project project, string kind) => context.Run.Settings.Only is not { } only
        ? null
        : [.. only.RowsOf(context.Check, project.Id)
            .Where(row => row.StartsWith($"{kind}:", StringComparison.Ordinal))
            .Select(row => row[(kind.Length + 1)..])];

    /// <summary>The named users that exist; the others are gone.</summary>
    public static IAsyncEnumerable<IReadOnlyList<User>> UsersAsync(
        CaseContext context, Project project, UserStore store, IReadOnlyList<string> ids, SourceOutcome outcome, CancellationToken cancel)
    {
        if (store.Users is { } users)
        {
            return ExistingAsync<User>(
                context, project, "user", ids,
                async some => [.. (await users.FindAsync(project.TenancyId!.Value, some, cancel)).Select(user => new User(user.Id, user))],
                user => user.Id,
                cancel);
        }

        outcome.HasNoDatabase(project, store);
        return AsyncEnumerable.Empty<IReadOnlyList<User>>();
    }

    /// <summary>The named teams that exist, with the grants of their members; the others are gone.</summary>
    public static IAsyncEnumerable<IReadOnlyList<Team>> TeamsAsync(
        CaseContext context, Project project, TeamReader teams, IReadOnlyList<string> ids, CancellationToken cancel) =>
        ExistingAsync(
            context, project, "team", ids,
            some => teams.FindWithGrantsAsync(project.TenancyId!.Value, some, cancel),
            team => team.Id,
            cancel);

    private static async IAsyncEnumerable<IReadOnlyList<T>> ExistingAsync<T>(
        CaseContext context,
        Project project,
        string kind,
        IReadOnlyList<string> ids,
        Func<IReadOnlyCollection<Guid>, Task<IReadOnlyList<T>>> find,
        Func<T, Guid> idOf,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var some in ids.Select(id => Guid.TryParse(id, out var uuid) ? uuid : Guid.Empty).Chunk(KeysetPages.Size))
        {
            cancel.ThrowIfCancellationRequested();
            var found = await find(some);
            foreach (var gone in some.Except(found.Select(idOf)))
                context.Run.Settings.Only!.Gone(context.Check, project.Id, $"{kind}:{gone}");
            if (found.Count > 0) yield return found;
        }
    }
}
