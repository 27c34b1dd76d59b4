using System.Runtime.CompilerServices;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;

namespace IntegrityTests.Sources;

/// <summary>Stored subscriptions, one-time purchases and item changes as rows of theories, lazily, page by page.</summary>
public static class Purchases
{
    private static readonly TransactionSource[] Kinds =
        [TransactionSource.Subscription, TransactionSource.OneTimePurchase, TransactionSource.ItemQuantityChange];

    /// <summary>Rows of (<see cref="Project"/>, <see cref="StoredPurchase"/>).</summary>
    public static RowSource InScope => RowSource.From(RowsAsync);

    /// <summary>Completes rows with what is known about their customers.</summary>
    internal static async Task<IReadOnlyList<StoredPurchase>> CompleteAsync(
        UserStore store, Guid tenancy, long? configChanged, IReadOnlyCollection<StoredTransaction> rows, CancellationToken cancel)
    {
        var users = await store.Users!.ExistingAsync(tenancy, IdsOf(rows, CustomerType.User), cancel);
        var teams = await store.Teams!.FindAsync(tenancy, IdsOf(rows, CustomerType.Team), cancel);
        var existing = users.Concat(teams.Select(team => team.Id)).ToHashSet();
        return
        [
            .. rows.Select(row => new StoredPurchase(row, HasCustomer(row), configChanged)),
        ];

        bool? HasCustomer(StoredTransaction row) => CustomerTypes.Labelled(row.CustomerType) switch
        {
            CustomerType.Custom => true,
            CustomerType.Team when store.Teams.WhyUnreadable is not null => null,
            _ => Guid.TryParse(row.CustomerId, out var id) && existing.Contains(id),
        };
    }

    private static async IAsyncEnumerable<object[]> RowsAsync(CaseContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        var witnesses = await context.Run.FixtureAsync<Witnesses>();
        var outcome = new SourceOutcome("purchase or item change");
        await foreach (var project in Projects.OfCaseAsync(witnesses, context, cancel))
        {
            if (outcome.HasNoTenancy(project) || !witnesses.Options.Shard.Owns(project.Id)) continue;
            var store = await witnesses.Stores.OfAsync(project, cancel);
            if (outcome.HasNoDatabase(store)) continue;
            var changed = await new ConfigChangeReader(witnesses.Database).LastChangeAsync(project.Id, cancel);
            foreach (var kind in Kinds)
            {
                if (outcome.LacksColumns(store.Transactions!.WhyUnreadable(kind))) continue;
                await foreach (var page in store.Transactions.PagesAsync(project.TenancyId!.Value, kind, cancel))
                {
                    foreach (var purchase in await CompleteAsync(store, project.TenancyId.Value, changed, page, cancel))
                    {
                        outcome.Found();
                        yield return [project, purchase];
                    }
                }
            }
        }

        outcome.Conclude();
    }

    private static List<Guid> IdsOf(IEnumerable<StoredTransaction> rows, CustomerType type) =>
    [
        .. rows.Where(row => CustomerTypes.Labelled(row.CustomerType) == type)
            .Select(row => Guid.TryParse(row.CustomerId, out var id) ? id : (Guid?)null)
            .OfType<Guid>()
            .Distinct(),
    ];
}
