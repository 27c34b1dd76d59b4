using System.Runtime.CompilerServices;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Options;
using IntegrityTests.Running;

namespace IntegrityTests.Sources;

/// <summary>Users as rows of theories, lazily, page by page.</summary>
public static class Users
{
    /// <summary>Rows of (<see cref="Project"/>, <see cref="User"/>): every stored user in scope, anonymous and restricted ones included.</summary>
    public static RowSource InScope => RowSource.From(RowsAsync);

    private static async IAsyncEnumerable<object[]> RowsAsync(CaseContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        var witnesses = await context.Run.FixtureAsync<Witnesses>();
        Projects.RequireUsers(witnesses);
        var nothing = new NothingFound("user");
        await foreach (var project in Projects.OfCaseAsync(witnesses, context, cancel))
        {
            if (nothing.HasNoTenancy(project)) continue;
            var store = await witnesses.Stores.OfAsync(project, cancel);
            var users = store.Database is null
                ? ListedUsers.OfAsync(witnesses.Api, project, witnesses.Options.MaxUsersPerProject, cancel)
                : StoredAsync(store, project, witnesses.Options, cancel);
            await foreach (var user in users)
            {
                nothing.Found();
                yield return [project, user];
            }
        }

        nothing.ThrowIfSo();
    }

    private static async IAsyncEnumerable<User> StoredAsync(
        UserStore store, Project project, IntegrityOptions options, [EnumeratorCancellation] CancellationToken cancel)
    {
        var number = 0;
        await foreach (var page in store.Users!.PagesAsync(project.TenancyId!.Value, options.MaxUsersPerProject, cancel))
        {
            if (!options.Shard.Owns(project.Id, number++)) continue;
            foreach (var user in page) yield return new User(user.Id, user);
        }
    }
}
