using System.Runtime.CompilerServices;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Engine;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Checks.Payments;

/// <summary>Compares what the payments engine keeps of customers and their purchases with what follows from the purchases.</summary>
/// <param name="tables">Reads the engine.</param>
/// <param name="tenancy">The tenancy of the customers.</param>
/// <param name="clock">Reads how far the engine's worker has come, in milliseconds since 1970.</param>
internal sealed class CustomerInEngine(EngineTables tables, Guid tenancy, Func<CancellationToken, Task<long>> clock)
{
    // A state carries all its events, a kilobyte each.
    private const int MaxEventsAtOnce = 5_000;

    /// <summary>The customers of a group that differ.</summary>
    /// <param name="type">Their type.</param>
    /// <param name="group">The customers.</param>
    /// <param name="left">
    /// Gets each purchase and customer that is not compared, or not in all, because what follows cannot be computed.
    /// </param>
    /// <param name="cancel">Cancels it.</param>
    public async IAsyncEnumerable<Customer> DifferentAsync(
        CustomerType type, IReadOnlyList<Customer> group, Action<string> left, [EnumeratorCancellation] CancellationToken cancel)
    {
        var different = new HashSet<Customer>();
        await foreach (var found in ComparedAsync(type, group, left, cancel))
            if (different.Add(found.Customer)) yield return found.Customer;
    }

    /// <summary>The differences of one customer: which row, and what is wrong with it, as the rest of a sentence about it.</summary>
    public async IAsyncEnumerable<(string Subject, string Message)> DifferencesAsync(
        CustomerType type, Customer customer, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var found in ComparedAsync(type, [customer], _ => { }, cancel)) yield return (found.Subject, found.Message);
    }

    private async IAsyncEnumerable<Found> ComparedAsync(
        CustomerType type, IReadOnlyList<Customer> group, Action<string> left, [EnumeratorCancellation] CancellationToken cancel)
    {
        var moment = await clock(cancel);
        await foreach (var found in FoldsAsync(
            group, "payments-subscription-timefold", rows => SubscriptionsOf(rows, moment), left, cancel))
            yield return found;
        await foreach (var found in FoldsAsync(group, "payments-otp-timefold", rows => PurchasesOf(rows, moment), left, cancel))
            yield return found;
        var totals = await tables.TotalsAsync(tenancy, type, [.. group.Select(customer => customer.Id)], cancel);
        foreach (var customer in group)
        {
            var expected = EngineCustomer.Of(customer.Rows!, type, moment);
            if ((expected.QuantityProblem ?? expected.Problem) is not null) left(customer.Subject);
            foreach (var message in EngineTotalsComparison.Of(expected, totals[customer.Id]))
                yield return new Found(customer, customer.Subject, message);
        }
    }

    private async IAsyncEnumerable<Found> FoldsAsync(
        IReadOnlyList<Customer> group,
        string table,
        Func<CustomerRows, IEnumerable<(string Subject, Guid Id, TimeFold? Fold)>> folds,
        Action<string> left,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var waiting = new List<(Customer Customer, string Subject, Guid Id, TimeFold Fold)>();
        var events = 0;
        foreach (var customer in group)
        {
            foreach (var (subject, id, fold) in folds(customer.Rows!))
            {
                if (fold is not { Problem: null })
                {
                    left(subject);
                    continue;
                }

                waiting.Add((customer, subject, id, fold));
                events += fold.Events.Count + 1;
                if (events < MaxEventsAtOnce) continue;
                foreach (var found in await ComparedAsync(table, waiting, cancel)) yield return found;
                waiting.Clear();
                events = 0;
            }
        }

        foreach (var found in await ComparedAsync(table, waiting, cancel)) yield return found;
    }

    private async Task<IReadOnlyList<Found>> ComparedAsync(
        string table, List<(Customer Customer, string Subject, Guid Id, TimeFold Fold)> folds, CancellationToken cancel)
    {
        if (folds.Count == 0) return [];
        var states = await tables.StatesAsync(table, [.. folds.Select(fold => fold.Id)], cancel);
        return
        [
            .. from fold in folds
               let message = TimeFoldComparison.Differs(fold.Fold, states.GetValueOrDefault(fold.Id))
               where message is not null
               select new Found(fold.Customer, fold.Subject, message),
        ];
    }

    // A row that the engine lacks is BDZ001's.
    private static IEnumerable<(string Subject, Guid Id, TimeFold? Fold)> SubscriptionsOf(CustomerRows rows, long clock)
    {
        var copies = rows.EngineCopies.ToDictionary(copy => copy.Id);
        return
            from row in rows.Subscriptions
            let stored = copies.TryGetValue(row.Id!.Value, out var copy) ? copy.Of(row) : row
            where stored is not null
            let isCharged = AreReadable(stored.CreatedAt, stored.EndedAt, stored.PeriodEnd)
                ? CustomerEvents.IsCharged(stored.Product, stored.PriceId)
                : null
            select ($"subscription:{row.Id}", row.Id!.Value, isCharged is { } charged ? TimeFold.Of(stored, charged, clock) : null);
    }

    private static IEnumerable<(string Subject, Guid Id, TimeFold? Fold)> PurchasesOf(CustomerRows rows, long clock)
    {
        var copies = rows.EngineCopies.ToDictionary(copy => copy.Id);
        return
            from row in rows.OneTimePurchases
            let stored = copies.TryGetValue(row.Id, out var copy) ? copy.Of(row) : row
            where stored is not null
            select ($"purchase:{row.Id}", row.Id, AreReadable(stored.CreatedAt, stored.RevokedAt) ? TimeFold.Of(stored, clock) : null);
    }

    private static bool AreReadable(params StoredTime?[] times) => !Array.Exists(times, time => time is { IsInfinite: true });

    private sealed record Found(Customer Customer, string Subject, string Message);
}
