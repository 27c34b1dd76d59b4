using System.Runtime.CompilerServices;
using IntegrityTests.Deployment;
using IntegrityTests.Deployment.Payments;
using IntegrityTests.Deployment.Projects;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Running;

namespace IntegrityTests.Sources;

/// <summary>Customers as rows of theories, lazily: all users, all teams, and every custom customer that a row names.</summary>
public static class Customers
{
    /// <summary>Rows of (<see cref="Project"/>, <see cref="Customer"/>): every customer in scope.</summary>
    public static RowSource InScope => RowSource.From(cancel => RowsAsync((_, _) => true, "customer", cancel));

    /// <summary>As <see cref="InScope"/>, but only customers of a type that the config has an item for.</summary>
    public static RowSource WithItemsInScope => RowSource.From(cancel =>
        RowsAsync((store, type) => store.Config is { } config && config.Payments.ItemsOf(type).Any(), "customer with an item in its config", cancel));

    private static async IAsyncEnumerable<object[]> RowsAsync(
        Func<UserStore, CustomerType, bool> isWanted, string kind, [EnumeratorCancellation] CancellationToken cancel)
    {
        var witnesses = await Witnesses.OfRunAsync();
        Projects.RequireUsers(witnesses);
        var nothing = new NothingFound(kind);
        await foreach (var project in Projects.OfCaseAsync(witnesses, cancel))
        {
            if (nothing.HasNoTenancy(project)) continue;
            var store = await witnesses.Stores.OfAsync(project, cancel);
            foreach (var type in CustomerTypes.All.Where(type => isWanted(store, type)))
            {
                await foreach (var customer in OfTypeAsync(witnesses, project, store, type, cancel))
                {
                    nothing.Found();
                    yield return [project, customer];
                }
            }
        }

        nothing.ThrowIfSo();
    }

    private static async IAsyncEnumerable<Customer> OfTypeAsync(
        Witnesses witnesses, Project project, UserStore store, CustomerType type, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var ids in IdsAsync(witnesses, project, store, type, cancel))
        {
            if (store.Customers is not { WhyUnreadable: null } customers)
            {
                foreach (var id in ids) yield return new Customer(type, id, null);
                continue;
            }

            await foreach (var group in customers.ReadAsync(project.TenancyId!.Value, type, ids, cancel))
                foreach (var customer in group) yield return customer;
        }
    }

    private static IAsyncEnumerable<IReadOnlyList<string>> IdsAsync(
        Witnesses witnesses, Project project, UserStore store, CustomerType type, CancellationToken cancel) => type switch
        {
            CustomerType.User when store.Database is null => ListedAsync(witnesses, project, cancel),
            CustomerType.User => UsersAsync(witnesses, project, store, cancel),
            _ when store.Database is null || !witnesses.Options.Shard.Owns(project.Id) => AsyncEnumerable.Empty<IReadOnlyList<string>>(),
            CustomerType.Team => TeamsAsync(project, store, cancel),
            _ when store.Customers!.WhyUnreadable is not null => AsyncEnumerable.Empty<IReadOnlyList<string>>(),
            _ => store.Customers!.CustomIdsAsync(project.TenancyId!.Value, cancel),
        };

    private static async IAsyncEnumerable<IReadOnlyList<string>> UsersAsync(
        Witnesses witnesses, Project project, UserStore store, [EnumeratorCancellation] CancellationToken cancel)
    {
        var number = 0;
        await foreach (var page in store.Users!.BarePagesAsync(project.TenancyId!.Value, witnesses.Options.MaxUsersPerProject, cancel))
            if (witnesses.Options.Shard.Owns(project.Id, number++)) yield return page.ConvertAll(user => user.Id.ToString());
    }

    private static async IAsyncEnumerable<IReadOnlyList<string>> ListedAsync(
        Witnesses witnesses, Project project, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var user in ListedUsers.OfAsync(witnesses.Api, project, witnesses.Options.MaxUsersPerProject, cancel))
            yield return [user.Id.ToString()];
    }

    private static async IAsyncEnumerable<IReadOnlyList<string>> TeamsAsync(
        Project project, UserStore store, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var page in store.Teams!.PagesAsync(project.TenancyId!.Value, withGrants: false, cancel))
            yield return [.. page.Select(team => team.Id.ToString())];
    }
}
