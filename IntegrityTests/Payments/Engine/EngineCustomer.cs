using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Payments.Engine;

/// <summary>
/// What the newer platform's payments engine makes of a customer's rows (source: docs/platform.md, Engine): a computation of our own, from
/// the rows of purchases and changes, of what the engine's tables come to. Exact, and bounded in time and memory.
/// </summary>
public sealed class EngineCustomer
{
    private readonly IReadOnlyList<EngineTransaction> _transactions;
    private readonly Lazy<ILookup<string, LedgerRow>> _ledger;

    private EngineCustomer(CustomerEvents events)
    {
        (Problem, QuantityProblem, NextEvent) = (events.Problem, events.Problem ?? events.QuantityProblem, events.Next);
        _transactions = Problem is null ? events.Transactions : [];
        _ledger = new(() => LedgerRows.Of(_transactions).ToLookup(row => row.Item));
    }

    /// <summary>Why nothing can be said, as a sentence without its full stop; null when it can.</summary>
    public string? Problem { get; }

    /// <summary>Why nothing can be said about items, as a sentence without its full stop; null when it can.</summary>
    internal string? QuantityProblem { get; }

    /// <summary>
    /// The next scheduled repetition or end after the clock, in milliseconds since 1970: until the clock reaches it nothing changes as long
    /// as no row changes. Null: nothing is scheduled.
    /// </summary>
    public long? NextEvent { get; }

    /// <summary>
    /// The products that the API lists, in its order: one for each product id, and one for all inline products together.
    /// </summary>
    public IReadOnlyList<EngineProduct> Owned => OwnedOf(_transactions);

    /// <summary>Every item that the customer ever got or used.</summary>
    internal IEnumerable<string> Items => _ledger.Value.Select(item => item.Key);

    /// <summary>The subscriptions, as the engine has them.</summary>
    public IReadOnlyList<StoredSubscription> Subscriptions { get; private init; } = [];

    /// <summary>The transactions, in no order.</summary>
    internal IReadOnlyList<EngineTransaction> Transactions => _transactions;

    /// <summary>Computes a customer as of the engine's clock.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="type">What it is: item changes of another type are another customer's.</param>
    /// <param name="clock">How far the engine's worker has come, in milliseconds since 1970.</param>
    public static EngineCustomer Of(CustomerRows rows, CustomerType type, long clock) => Of(rows, type, new CustomerEvents(clock));

    /// <summary>As the engine would be if repetitions of one-time purchases ended the grants that they mean.</summary>
    /// <param name="rows">The customer's rows.</param>
    /// <param name="type">What it is.</param>
    /// <param name="clock">How far the engine's worker has come, in milliseconds since 1970.</param>
    internal static EngineCustomer AsMeant(CustomerRows rows, CustomerType type, long clock) =>
        Of(rows, type, new CustomerEvents(clock, isMeant: true));

    /// <summary>What the API answers for an item.</summary>
    public Balance BalanceOf(string item) => Fold(item, _ => true);

    /// <summary>
    /// What the platform's authors mean it to answer: no change that lies in the future counts. Where it differs from
    /// <see cref="BalanceOf"/>, the customer gains or loses by a fault of the platform.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="now">The moment, in milliseconds since 1970.</param>
    public Balance IntendedBalanceOf(string item, long now) => Fold(item, row => row.At <= now);

    /// <summary>The products that the platform's authors mean the API to list: no purchase or end that lies in the future counts.</summary>
    /// <param name="now">The moment, in milliseconds since 1970.</param>
    public IReadOnlyList<EngineProduct> IntendedOwned(long now) => OwnedOf(_transactions.Where(transaction => transaction.At <= now));

    private static EngineCustomer Of(CustomerRows rows, CustomerType type, CustomerEvents events)
    {
        events.Lack(rows.WhyPurchasesIncomplete ?? rows.WhyChangesIncomplete);
        var copies = rows.EngineCopies.ToDictionary(copy => copy.Id);
        var subscriptions = rows.Subscriptions
            .Select(row => copies.TryGetValue(row.Id!.Value, out var copy) ? copy.Of(row) : row)
            .OfType<StoredSubscription>()
            .ToList();
        foreach (var row in subscriptions) events.Add(row);
        foreach (var row in rows.OneTimePurchases)
            if (!copies.TryGetValue(row.Id, out var copy)) events.Add(row);
            else if (copy.Of(row) is { } older) events.Add(older);
        foreach (var row in rows.ItemChanges)
            if (row.CustomerType == type.Label() && !copies.ContainsKey(row.Id)) events.Add(row);
        foreach (var refund in rows.Refunds) events.Add(refund);
        return new EngineCustomer(events) { Subscriptions = subscriptions };
    }

    private static IReadOnlyList<EngineProduct> OwnedOf(IEnumerable<EngineTransaction> transactions) =>
        [.. OwnedFold.Of(transactions).Where(product => product.Quantity > 0)];

    private Balance Fold(string item, Func<LedgerRow, bool> counts)
    {
        if (QuantityProblem is { } problem) return Balance.Unknown(problem);
        try
        {
            var fold = new ItemFold();
            foreach (var row in _ledger.Value[item].Where(counts)) fold.Add(row);
            return Math.Abs(fold.Balance) > IncludedItem.MaxSafe ? Balance.Uncountable : new Balance(fold.Balance, NextEvent, null);
        }
        catch (OverflowException)
        {
            return Balance.Uncountable;
        }
    }
}
