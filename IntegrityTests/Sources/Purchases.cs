using System.Runtime.CompilerServices;
using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
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

    private static async IAsyncEnumerable<object[]> RowsAsync(CaseContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        var witnesses = await context.Run.FixtureAsync<Witnesses>();
        var outcome = new SourceOutcome("purchase or item change");
        await foreach (var project in Projects.OfCaseAsync(witnesses, context, cancel))
        {
            if (outcome.HasNoTenancy(project) || outcome.IsElsewhere(witnesses, project)) continue;
            var store = await witnesses.Stores.OfAsync(project, cancel);
            if (outcome.HasNoDatabase(project, store)) continue;
            var changed = await new ConfigChangeReader(witnesses.Database).LastChangeAsync(project.Id, cancel);
            foreach (var kind in Kinds)
            {
                if (outcome.LacksColumns(store.Transactions!.WhyUnreadable(kind))) continue;
                var visited = 0L;
                await foreach (var page in store.Transactions.PagesAsync(project.TenancyId!.Value, kind, cancel))
                {
                    visited += page.Count;
                    foreach (var row in page)
                    {
                        outcome.Found();
                        yield return [project, new StoredPurchase(row, changed)];
                    }
                }

                context.Claim("purchases and item changes", visited, visited);
                outcome.IsIncomplete(await witnesses.Coverage.WhyIncompleteAsync(
                    store.Database!, project, store.Transactions.Walk(kind), visited, null, cancel));
            }
        }

        outcome.Conclude();
    }
}
