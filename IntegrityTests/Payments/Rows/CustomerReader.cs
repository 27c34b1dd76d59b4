using System.Runtime.CompilerServices;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Rows;

/// <summary>
/// Reads the rows that decide what customers own and have: for many customers by one query per table, in groups whose rows fit into memory.
/// </summary>
public sealed class CustomerReader(ReplicaDatabase database)
{
    /// <summary>How many item changes are read at once; they are small.</summary>
    internal const int MaxItemChanges = 100_000;

    // A purchase carries its product, a kilobyte or two.
    private const int MaxPurchases = 5_000;
    private const int IdsPerPage = 5_000;

    private static readonly TableColumns[] Tables = [SubscriptionColumns.Table, OneTimePurchaseColumns.Table, ItemChangeColumns.Table];
    private static readonly Part Needed = new(Tables);

    private readonly EngineReader _engine = new(database);

    /// <summary>Why customers' rows cannot be read from this database; null when they can.</summary>
    public string? WhyUnreadable => database.Schema.WhyMissing(Needed);

    /// <summary>The rows of customers, in groups: all of them together, or fewer where they have very many rows.</summary>
    /// <param name="tenancy">The tenancy.</param>
    /// <param name="type">What the customers are.</param>
    /// <param name="ids">Their ids.</param>
    /// <param name="cancel">Cancels the reads.</param>
    public async IAsyncEnumerable<IReadOnlyList<Customer>> ReadAsync(
        Guid tenancy, CustomerType type, IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken cancel)
    {
        var waiting = new Stack<ArraySegment<string>>();
        waiting.Push(ids.ToArray());
        while (waiting.TryPop(out var group))
        {
            if (await TryReadAsync(tenancy, type, group, cancel) is { } customers)
            {
                yield return customers;
                continue;
            }

            var half = group.Count / 2;
            waiting.Push(group[half..]);
            waiting.Push(group[..half]);
        }
    }

    /// <summary>Reads one customer's rows, to look a second time at a difference.</summary>
    public async Task<CustomerRows> FindAsync(Guid tenancy, CustomerType type, string id, CancellationToken cancel) =>
        (await TryReadAsync(tenancy, type, new([id]), cancel))![0].Rows!;

    /// <summary>The ids of all customers of a type that any row names, page by page. Users and teams among them may be gone.</summary>
    public IAsyncEnumerable<IReadOnlyList<string>> NamedIdsAsync(Guid tenancy, CustomerType type, CancellationToken cancel) =>
        NamedIdsAsync(database, tenancy, type, cancel);

    /// <summary>The walk over these ids.</summary>
    public static KeysetWalk Walk(CustomerType type)
    {
        string Named(string columns, string condition) => string.Join(" UNION ", Tables.Select(table => $"""
            SELECT {columns} FROM "{table.Name}" t WHERE t."customerType"::text = '{type.Label()}' AND t."customerId" IS NOT NULL{condition}
            """));
        return new KeysetWalk
        {
            Rows = $"{type.Name()} customers",
            Subject = type.Name(),
            Tables = [.. Tables.Select(table => table.Name)],
            KeysAsync = (queries, tenancy, cancel) => NamedIdsAsync(queries, tenancy, type, cancel),
            CountSql = $"""
                SELECT n."tenancyId", count(*) FROM ({Named("""t."tenancyId", t."customerId" """, "")}) n GROUP BY n."tenancyId"
                """,
            KeysSql = Named("""t."customerId" """, """ AND t."tenancyId" = @tenancy"""),
        };
    }

    private static IAsyncEnumerable<IReadOnlyList<string>> NamedIdsAsync(
        IQueries queries, Guid tenancy, CustomerType type, CancellationToken cancel)
    {
        var selects = Tables.Select(table => $"""
            SELECT t."customerId" COLLATE "C" AS id FROM "{table.Name}" t
            WHERE t."tenancyId" = @tenancy AND t."customerType"::text = @type AND t."customerId" IS NOT NULL
                AND (@first OR t."customerId" COLLATE "C" > @after)
            """);
        var sql = $"SELECT id FROM ({string.Join(" UNION ", selects)}) named ORDER BY id LIMIT @limit";
        return KeysetPages.ReadAsync<string>(
            (last, limit) => queries.QueryAsync(
                sql,
                row => row.GetString(0),
                cancel,
                ("tenancy", tenancy),
                ("type", type.Label()),
                ("first", last is null),
                ("after", last ?? ""),
                ("limit", limit)),
            IdsPerPage,
            cancel: cancel);
    }

    // Null where a group has more rows than may be held at once; a single customer that has is complete but for what is too much.
    private async Task<IReadOnlyList<Customer>?> TryReadAsync(
        Guid tenancy, CustomerType type, ArraySegment<string> ids, CancellationToken cancel)
    {
        Task<List<(string Customer, T Row)>> Rows<T>(
            TableColumns table, Column<string?> customer, int most, string? condition, Func<StoredRow, T> read) => database.QueryAsync(
                $"""
                SELECT {database.Schema.Select(table, "t")} FROM "{table.Name}" t
                WHERE t."tenancyId" = @tenancy AND t."customerId" = ANY(@ids){condition} LIMIT {most + 1}
                """,
                row => (new StoredRow(row).Get(customer) ?? "", read(new(row))),
                cancel,
                ("tenancy", tenancy),
                ("ids", ids.ToArray()),
                ("type", type.Label()));

        const string OfType = """ AND t."customerType"::text = @type""";
        var subscriptions = await Rows(
            SubscriptionColumns.Table, SubscriptionColumns.Purchase.CustomerId, MaxPurchases, OfType, SubscriptionColumns.Read);
        var purchases = await Rows(
            OneTimePurchaseColumns.Table, OneTimePurchaseColumns.Purchase.CustomerId, MaxPurchases, OfType, OneTimePurchaseColumns.Read);
        // Balances count changes by customer id, whatever their customer type (docs/platform.md, Balance of an item, now).
        var changes = await Rows(ItemChangeColumns.Table, ItemChangeColumns.CustomerId, MaxItemChanges, null, ItemChangeColumns.Read);

        var hasManyPurchases = subscriptions.Count > MaxPurchases || purchases.Count > MaxPurchases;
        var hasManyChanges = changes.Count > MaxItemChanges;
        if (ids.Count > 1 && (hasManyPurchases || hasManyChanges)) return null;

        var subscriptionsOf = subscriptions.ToLookup(row => row.Customer, row => row.Row);
        var purchasesOf = purchases.ToLookup(row => row.Customer, row => row.Row);
        var changesOf = changes.ToLookup(row => row.Customer, row => row.Row);
        var (refundsOf, copiesOf) = _engine.WhyUnreadable is null && subscriptions.Count + purchases.Count + changes.Count > 0
            ? (await _engine.RefundsAsync(Refunds(subscriptions, purchases), cancel),
                await _engine.DifferentAsync(tenancy, type, ids, cancel))
            : (null, null);
        return
        [
            .. ids.Select(id => new Customer(type, id, new CustomerRows([.. subscriptionsOf[id]], [.. purchasesOf[id]], [.. changesOf[id]])
            {
                Refunds = [.. refundsOf?[id] ?? []],
                EngineCopies = [.. copiesOf?[id] ?? []],
                WhyPurchasesIncomplete = hasManyPurchases ? $"the customer has more than {MaxPurchases} purchases" : null,
                WhyChangesIncomplete = hasManyChanges ? $"the customer has more than {MaxItemChanges} item changes" : null,
            })),
        ];
    }

    // The engine's rows of the refunds, by the purchases that say that they were refunded.
    private static Dictionary<string, string> Refunds(
        IEnumerable<(string Customer, StoredSubscription Row)> subscriptions,
        IEnumerable<(string Customer, StoredOneTimePurchase Row)> purchases)
    {
        var refunds = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (customer, row) in subscriptions)
            if (row.RefundedAt is not null) refunds[$"refund:subscription:{row.Id}"] = customer;
        foreach (var (customer, row) in purchases)
            if (row.IsRefunded) refunds[$"refund:one-time-purchase:{row.Id}"] = customer;
        return refunds;
    }
}
