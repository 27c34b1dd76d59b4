using System.Runtime.CompilerServices;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Sources;

/// <summary>Users as rows of theories, lazily, page by page.</summary>
public static class Users
{
    /// <summary>
    /// Rows of (<see cref="Project"/>, <see cref="User"/>): every stored user in scope, anonymous and restricted ones included.
    /// </summary>
    public static RowSource InScope => RowSource.From(RowsAsync);

    /// <summary>
    /// The pages of a project's users that belong to this shard: from the database, or, where the project's own one cannot be reached, as
    /// the API lists them.
    /// </summary>
    /// <param name="context">The test case.</param>
    /// <param name="witnesses">The deployment.</param>
    /// <param name="project">Whose users.</param>
    /// <param name="store">Where they are.</param>
    /// <param name="withDetails">Whether to read the rows that hang on users too.</param>
    /// <param name="outcome">Learns what kept users from being found.</param>
    /// <param name="cancel">Cancels the reads.</param>
    internal static async IAsyncEnumerable<IReadOnlyList<User>> PagesAsync(
        CaseContext context,
        Witnesses witnesses,
        Project project,
        UserStore store,
        bool withDetails,
        SourceOutcome outcome,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        if (Named.Ids(context, project, "user") is { } named)
        {
            outcome.MayHaveNone(Named.NoneLeft);
            await foreach (var page in Named.UsersAsync(context, project, store, named, outcome, cancel)) yield return page;
            yield break;
        }

        var limit = witnesses.Options.MaxUsersPerProject;
        if (store.Users is not null) await Expected.UsersAsync(context, witnesses, store, project, store.Users.Walk(limit), cancel);
        var visited = 0L;
        User? last = null;
        // The rows of users whom only the API lists are not compared, so that such users never count as verified before.
        var chosen = store.Users is null
            ? WalkAsync()
            : Continuations.ChooseAsync(context, project, "user", WalkAsync, outcome, cancel);
        await foreach (var page in chosen)
        {
            var wanted = Sampled.Of(witnesses, project, page, user => user.Id.ToString());
            if (wanted.Count < page.Count) outcome.MayHaveNone(Sampled.None);
            if (wanted.Count == 0) continue;
            yield return withDetails && store.Users is { } users
                ? OfStored(await users.CompleteAsync(project.TenancyId!.Value, [.. wanted.Select(user => user.Stored!)], cancel))
                : wanted;
        }

        if (store.Users is null) yield break;
        outcome.IsIncomplete(await witnesses.Coverage.WhyIncompleteAsync(
            store.Database!, project, store.Users.Walk(limit), visited, last?.Id.ToString(), cancel));

        async IAsyncEnumerable<IReadOnlyList<User>> WalkAsync()
        {
            var pages = store.Users is null
                ? ListedUsers.PagesAsync(witnesses.Api, project, limit, outcome, cancel)
                : store.Users.BarePagesAsync(project.TenancyId!.Value, limit, cancel).Select(OfStored);
            (visited, last) = (0, null);
            var number = 0;
            await foreach (var page in pages)
            {
                visited += page.Count;
                if (page.Count > 0) last = page[^1];
                if (witnesses.Options.Shard.Owns(project.Id, number++)) yield return page;
            }
        }
    }

    private static async IAsyncEnumerable<object[]> RowsAsync(CaseContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        var witnesses = await context.Run.FixtureAsync<Witnesses>();
        Projects.RequireUsers(witnesses);
        await Totals.ExpectAsync(context, RowKinds.Users);
        var outcome = new SourceOutcome("user");
        await foreach (var project in Projects.OfCaseAsync(witnesses, context, cancel))
        {
            if (outcome.HasNoTenancy(project)) continue;
            var store = await witnesses.Stores.OfAsync(project, cancel);
            await foreach (var page in PagesAsync(context, witnesses, project, store, withDetails: true, outcome, cancel))
            {
                foreach (var user in page)
                {
                    outcome.Found();
                    yield return [project, user];
                }
            }
        }

        outcome.Conclude();
    }

    private static IReadOnlyList<User> OfStored(IReadOnlyList<StoredUser> page) => [.. page.Select(user => new User(user.Id, user))];
}
