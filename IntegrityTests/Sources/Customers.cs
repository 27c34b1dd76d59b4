using System.Runtime.CompilerServices;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;

namespace IntegrityTests.Sources;

/// <summary>Customers as rows of theories, lazily: all users, all teams, and every custom customer that a row names.</summary>
public static class Customers
{
    /// <summary>Rows of (<see cref="Project"/>, <see cref="Customer"/>): every customer in scope.</summary>
    public static RowSource InScope => RowSource.From((context, cancel) => RowsAsync(context, null, "customer", cancel));

    /// <summary>As <see cref="InScope"/>, but only customers of a type that the config has an item for.</summary>
    public static RowSource WithItemsInScope => RowSource.From((context, cancel) =>
        RowsAsync(context, (config, type) => config.ItemsOf(type).Any(), "customer with an item in its config", cancel));

    private static async IAsyncEnumerable<object[]> RowsAsync(
        CaseContext context,
        Func<PaymentsConfig, CustomerType, bool>? isWanted,
        string kind,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var witnesses = await context.Run.FixtureAsync<Witnesses>();
        Projects.RequireUsers(witnesses);
        await Totals.ExpectAsync(context, isWanted is null ? RowKinds.All : null);
        var outcome = new SourceOutcome(kind);
        if (context.Run.Settings.Only is not null) outcome.MayHaveNone(Named.NoneLeft);
        await foreach (var project in Projects.OfCaseAsync(witnesses, context, cancel))
        {
            if (outcome.HasNoTenancy(project)) continue;
            var store = await witnesses.Stores.OfAsync(project, cancel);
            if (isWanted is not null && outcome.HasNoConfig(project, store)) continue;
            var types = CustomerTypes.All.Where(type => isWanted?.Invoke(store.Payments!, type) != false).ToList();
            if (isWanted is not null) await Totals.NarrowAsync(context, project, types);
            await Continuations.ExpectAsync(context, project, types.Select(type => type.Name()));
            foreach (var type in types)
            {
                await foreach (var customer in OfTypeAsync(context, witnesses, project, store, type, outcome, cancel))
                {
                    outcome.Found();
                    yield return [project, customer];
                }
            }
        }

        outcome.Conclude();
    }

    private static async IAsyncEnumerable<Customer> OfTypeAsync(
        CaseContext context,
        Witnesses witnesses,
        Project project,
        UserStore store,
        CustomerType type,
        SourceOutcome outcome,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var page in PagesAsync(context, witnesses, project, store, type, outcome, cancel))
        {
            if (store.Customers is not { WhyUnreadable: null } customers)
            {
                foreach (var customer in page) yield return customer;
                continue;
            }

            var number = 0;
            await foreach (var group in customers.ReadAsync(
                project.TenancyId!.Value, type, [.. page.Select(customer => customer.Id)], cancel))
            {
                foreach (var customer in group)
                {
                    var whole = page[number++] with { Rows = customer.Rows };
                    if (!IsGone(context, project, whole)) yield return whole;
                }
            }
        }
    }

    // Without their rows. Users belong to a shard by their page, other customers by their project.
    private static IAsyncEnumerable<IReadOnlyList<Customer>> PagesAsync(
        CaseContext context,
        Witnesses witnesses,
        Project project,
        UserStore store,
        CustomerType type,
        SourceOutcome outcome,
        CancellationToken cancel) => type switch
        {
            CustomerType.User => Users.PagesAsync(context, witnesses, project, store, withDetails: false, outcome, cancel)
                .Select(OfUsers),
            _ when !witnesses.Options.Shard.Owns(project.Id) || outcome.HasNoDatabase(project, store) =>
                AsyncEnumerable.Empty<IReadOnlyList<Customer>>(),
            CustomerType.Team when store.Teams!.WhyUnreadable is null && Named.Ids(context, project, "team") is { } named =>
                Named.TeamsAsync(context, project, store.Teams, named, cancel).Select(OfTeams),
            CustomerType.Custom when Named.Ids(context, project, "custom") is { } named =>
                named.Chunk(KeysetPages.Size).ToAsyncEnumerable().Select(OfIds),
            CustomerType.Team when store.Teams!.WhyUnreadable is null => ProvenAsync(
                context,
                witnesses,
                project,
                type,
                () => store.Teams.PagesAsync(project.TenancyId!.Value, withGrants: false, cancel).Select(OfTeams),
                () => Expected.RowsAsync(context, store, project, store.Teams.Walk, cancel),
                (visited, token) => witnesses.Coverage.WhyIncompleteAsync(
                    store.Database!, project, store.Teams.Walk, visited, null, token),
                outcome,
                cancel),
            CustomerType.Custom when store.Customers!.WhyUnreadable is null => ProvenAsync(
                context,
                witnesses,
                project,
                type,
                () => store.Customers.NamedIdsAsync(project.TenancyId!.Value, type, cancel).Select(OfIds),
                () => Expected.RowsAsync(context, store, project, CustomerReader.Walk(type), cancel),
                (visited, token) => witnesses.Coverage.WhyIncompleteAsync(
                    store.Database!, project, CustomerReader.Walk(type), visited, null, token),
                outcome,
                cancel),
            _ => AsyncEnumerable.Empty<IReadOnlyList<Customer>>(),
        };

    // A custom customer is whoever a row names.
    private static bool IsGone(CaseContext context, Project project, Customer customer)
    {
        if (context.Run.Settings.Only is not { } only || customer is not
            { Type: CustomerType.Custom, Rows: { Subscriptions: [], OneTimePurchases: [], ItemChanges: [] } }) return false;
        only.Gone(context.Check, project.Id, customer.Subject);
        return true;
    }

    private static async IAsyncEnumerable<IReadOnlyList<Customer>> ProvenAsync(
        CaseContext context,
        Witnesses witnesses,
        Project project,
        CustomerType type,
        Func<IAsyncEnumerable<IReadOnlyList<Customer>>> walk,
        Func<Task> expect,
        Func<long, CancellationToken, Task<string?>> whyIncomplete,
        SourceOutcome outcome,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        await expect();
        var visited = 0L;
        await foreach (var page in Continuations.ChooseAsync(context, project, type.Name(), WalkAsync, outcome, cancel))
        {
            var wanted = Sampled.Of(witnesses, project, page, customer => customer.Id);
            if (wanted.Count < page.Count) outcome.MayHaveNone(Sampled.None);
            if (wanted.Count > 0) yield return wanted;
        }

        outcome.IsIncomplete(await whyIncomplete(visited, cancel));

        async IAsyncEnumerable<IReadOnlyList<Customer>> WalkAsync()
        {
            visited = 0;
            await foreach (var page in walk())
            {
                visited += page.Count;
                yield return page;
            }
        }
    }

    private static IReadOnlyList<Customer> OfUsers(IReadOnlyList<User> page) =>
        [.. page.Select(user => new Customer(CustomerType.User, user.Id.ToString(), null) { SignedUpAtMillis = user.SignedUpAtMillis })];

    private static IReadOnlyList<Customer> OfTeams(IReadOnlyList<Team> page) =>
        [.. page.Select(team => new Customer(CustomerType.Team, team.Id.ToString(), null))];

    private static IReadOnlyList<Customer> OfIds(IReadOnlyList<string> page) =>
        [.. page.Select(id => new Customer(CustomerType.Custom, id, null))];
}
