using System.Collections.Concurrent;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Lists;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Users;

/// <summary>
/// USR001: the API lists exactly the stored users, each once, page by page, also with anonymous and restricted ones; what the list says
/// about a user is what is stored.
/// </summary>
[Check("USR001", Severity.Error, Category = "Users")]
public sealed class UserListIsComplete(Witnesses witnesses)
{
    [StreamingTheory]
    [MemberData(nameof(Sources.Projects.WithUsersInScope), MemberType = typeof(Sources.Projects))]
    public async Task Every_list_of_users_is_complete(Project project, CheckRow row, CancellationToken cancel)
    {
        if (project.TenancyId is not { } tenancy) throw new RowSkippedException("the project has no tenancy (see PRJ004)");
        var store = await witnesses.Stores.OfAsync(project, cancel);
        if (store.Users is not { } users) throw store.RowsGap!.ToException();
        if (users.WhyUnordered is { } unordered) throw new RowSkippedException(unordered);

        var limit = witnesses.Options.MaxUsersPerProject;
        var pageSize = Math.Min(KeysetPages.Size, limit ?? KeysetPages.Size);
        var api = witnesses.Api.For(row, project);
        var requiresVerifiedEmail = store.Config?.RequiresVerifiedEmail ?? false;
        var lists = Kinds(row, store)
            .Select(kind => new UserListComparison(api, users, kind, user => kind.Includes(user, requiresVerifiedEmail), pageSize))
            .ToList();
        var viewOf = SayingWhatIsSkipped(row, new UserView(store.Database!.Schema, store.Config, store.ConfigGap));
        var visited = 0L;
        StoredUser? last = null;
        try
        {
            await foreach (var page in users.PagesAsync(tenancy, limit, cancel))
            {
                visited += page.Count;
                last = page[^1];
                // The list of all comes first: a difference that it shows is not reported for the other lists again.
                var shown = new ShownDifferences();
                await ExpectAsync(lists[^1], page, viewOf, shown, cancel);
                await Task.WhenAll(lists.SkipLast(1).Select(list => ExpectAsync(list, page, viewOf, shown, cancel)));
            }

            await Task.WhenAll(lists.Select(list => list.FinishAsync(readsToEnd: limit is null, cancel)));
        }
        finally
        {
            foreach (var list in lists) list.TellBroken();
        }

        var gap = await witnesses.Coverage.WhyIncompleteAsync(
            store.Database!, project, users.Walk(limit), visited, last?.Id.ToString(), cancel);
        if (gap is not null) throw new NotVerifiedException(gap);
    }

    private static List<UserListKind> Kinds(CheckRow row, UserStore store)
    {
        var gap = store.ConfigGap ?? store.Database!.Schema.WhyMissing(Restriction.ReadFrom(store.Config!.RequiresVerifiedEmail));
        if (gap is null) return [UserListKind.Default, UserListKind.WithRestricted, UserListKind.All];
        row.Leave("the lists without restricted users", gap);
        return [UserListKind.All];
    }

    // Once for all users: what the deployment lacks, it lacks for each of them.
    private static Func<StoredUser, View> SayingWhatIsSkipped(CheckRow row, UserView views)
    {
        var said = new ConcurrentDictionary<(string Comparison, Gap Gap), bool>();
        return user =>
        {
            var view = views.Of(user);
            foreach (var skipped in view.Skipped.Where(skipped => said.TryAdd(skipped, true)))
                row.Leave(skipped.Comparison, skipped.Gap);
            return view;
        };
    }

    private static async Task ExpectAsync(
        UserListComparison list,
        IReadOnlyList<StoredUser> page,
        Func<StoredUser, View> viewOf,
        ShownDifferences shown,
        CancellationToken cancel)
    {
        foreach (var user in page)
        {
            if (list.IsGivenUp) return;
            await list.ExpectAsync(user, viewOf, shown, cancel);
        }
    }
}
