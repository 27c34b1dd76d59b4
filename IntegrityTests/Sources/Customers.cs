using System.Runtime.CompilerServices;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;
using IntegrityTests.Running;

namespace IntegrityTests.Sources;

/// <summary>Customers as rows of theories, lazily: all users, all teams, and every custom customer that a row names.</summary>
public static class Customers
{
    /// <summary>Rows of (<see cref="Project"/>, <see cref="Customer"/>): every customer in scope.</summary>
    public static RowSource InScope => RowSource.From((context, cancel) => RowsAsync(context, (_, _) => true, "customer", cancel));

    /// <summary>As <see cref="InScope"/>, but only customers of a type that the config has an item for.</summary>
    public static RowSource WithItemsInScope => RowSource.From((context, cancel) =>
        RowsAsync(context, (store, type) => store.Payments?.ItemsOf(type).Any() == true, "customer with an item in its config", cancel));

    private static async IAsyncEnumerable<object[]> RowsAsync(
        CaseContext context, Func<UserStore, CustomerType, bool> isWanted, string kind, [EnumeratorCancellation] CancellationToken cancel)
    {
        var witnesses = await context.Run.FixtureAsync<Witnesses>();
        Projects.RequireUsers(witnesses);
        var nothing = new NothingFound(kind);
        await foreach (var project in Projects.OfCaseAsync(witnesses, context, cancel))
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
        await foreach (var page in PagesAsync(witnesses, project, store, type, cancel))
        {
            if (store.Customers is not { WhyUnreadable: null } customers)
            {
                foreach (var customer in page) yield return customer;
                continue;
            }

            var number = 0;
            await foreach (var group in customers.ReadAsync(project.TenancyId!.Value, type, [.. page.Select(customer => customer.Id)], cancel))
                foreach (var customer in group) yield return page[number++] with { Rows = customer.Rows };
        }
    }

    // Without their rows.
    private static IAsyncEnumerable<IReadOnlyList<Customer>> PagesAsync(
        Witnesses witnesses, Project project, UserStore store, CustomerType type, CancellationToken cancel) => type switch
        {
            CustomerType.User when store.Database is null => ListedAsync(witnesses, project, cancel),
            CustomerType.User => UsersAsync(witnesses, project, store, cancel),
            _ when store.Database is null || !witnesses.Options.Shard.Owns(project.Id) => AsyncEnumerable.Empty<IReadOnlyList<Customer>>(),
            CustomerType.Team => TeamsAsync(project, store, cancel),
            _ when store.Customers!.WhyUnreadable is not null => AsyncEnumerable.Empty<IReadOnlyList<Customer>>(),
            _ => CustomAsync(project, store, cancel),
        };

    private static async IAsyncEnumerable<IReadOnlyList<Customer>> UsersAsync(
        Witnesses witnesses, Project project, UserStore store, [EnumeratorCancellation] CancellationToken cancel)
    {
        var number = 0;
        await foreach (var page in store.Users!.BarePagesAsync(project.TenancyId!.Value, witnesses.Options.MaxUsersPerProject, cancel))
            if (witnesses.Options.Shard.Owns(project.Id, number++))
                yield return page.ConvertAll(user => OfUser(new User(user.Id, user)));
    }

    private static async IAsyncEnumerable<IReadOnlyList<Customer>> ListedAsync(
        Witnesses witnesses, Project project, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var user in ListedUsers.OfAsync(witnesses.Api, project, witnesses.Options.MaxUsersPerProject, cancel))
            yield return [OfUser(user)];
    }

    private static async IAsyncEnumerable<IReadOnlyList<Customer>> TeamsAsync(
        Project project, UserStore store, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var page in store.Teams!.PagesAsync(project.TenancyId!.Value, withGrants: false, cancel))
            yield return [.. page.Select(team => new Customer(CustomerType.Team, team.Id.ToString(), null))];
    }

    private static async IAsyncEnumerable<IReadOnlyList<Customer>> CustomAsync(
        Project project, UserStore store, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var page in store.Customers!.CustomIdsAsync(project.TenancyId!.Value, cancel))
            yield return [.. page.Select(id => new Customer(CustomerType.Custom, id, null))];
    }

    private static Customer OfUser(User user) =>
        new(CustomerType.User, user.Id.ToString(), null) { SignedUpAtMillis = user.SignedUpAtMillis };
}
