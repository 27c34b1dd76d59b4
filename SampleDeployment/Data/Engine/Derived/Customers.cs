namespace SampleDeployment.Data.Engine.Derived;

/// <summary>The tables that have a group for each customer.</summary>
internal static class Customers
{
    private const string At = "txnEffectiveAtMillis";

    private static readonly string[] EntryTypes =
    [
        "active-subscription-change", "active-subscription-end", "active-subscription-start", "money-transfer", "product-grant",
        "product-revocation", "item-quantity-expire",
    ];

    /// <summary>The key of a customer's group, as the database writes it.</summary>
    public static string Key(JsonRow data) => JsonRow.Object(data.Only("tenancyId", "customerId", "customerType"));

    /// <summary>Derives what follows from a customer's subscriptions.</summary>
    public static void AddSubscriptions(Group customer, IEnumerable<Row> subscriptions)
    {
        var kept = customer.Keep("subscriptions-by-customer", subscriptions);
        var all = new Dictionary<string, string>();
        customer.Fold(
            "subscription-map-by-customer",
            customer.Sort("subscriptions-sorted", kept, "createdAtMillis"),
            "createdAtMillis",
            subscription =>
            {
                all[JsonRow.Unquoted(subscription["id"])] = subscription.Text;
                var state = JsonRow.Object(all.Select(known => (known.Key, known.Value)));
                return (state, new([("subscriptions", state), .. subscription.Only("tenancyId", "customerType", "customerId")]));
            });
    }

    /// <summary>Derives what follows from a customer's transactions.</summary>
    public static void AddTransactions(Group customer, IEnumerable<Row> transactions)
    {
        var kept = customer.Keep("transactions-by-customer", transactions);
        var entries = customer.FlatMap("transaction-entries", kept, Transactions.Entries);
        var byType = EntryTypes.ToDictionary(
            type => type, type => customer.Filter($"entries-{type}", entries, entry => entry["type"] == $"\"{type}\""));
        var changes = customer.Filter("entries-item-quantity-change-all", entries, entry => IsOfType(entry, "item-quantity-change"));
        var lasting = customer.Filter("entries-item-quantity-change-compactable", changes, entry => entry["expiresWhen"] == JsonRow.Null);
        var ending = customer.Filter(
            "entries-item-quantity-change-non-compactable", changes, entry => entry["expiresWhen"] != JsonRow.Null);
        var merged = customer.Map(
            "entries-compacted-item-quantity-change",
            customer.KeepSums("entries-compacted-raw", Compaction.Merge(
                customer.Sort("entries-compactable-sorted", lasting, At),
                customer.Sort("entries-expires-sorted-for-compaction", byType["item-quantity-expire"], At))),
            entry => entry.Replace("type", "\"compacted-item-quantity-change\""));
        List<Row> all = [.. Group.Concat([.. EntryTypes.Select(type => byType[type]), merged, ending])];

        AddProducts(customer, all);
        AddItems(customer, all);
    }

    private static void AddProducts(Group customer, List<Row> entries)
    {
        var products = customer.Filter(
            "product-entries", entries, entry => IsOfType(entry, "product-grant") || IsOfType(entry, "product-revocation"));
        var owned = new OwnedProducts();
        customer.Fold("owned-products", customer.Sort("product-entries-sorted", products, At), At, owned.After);
    }

    private static void AddItems(Group customer, List<Row> entries)
    {
        var expiries = ItemChanges.Expiries(
            customer, customer.Filter("phase3-expire-entries", entries, entry => IsOfType(entry, "item-quantity-expire")));
        var changes = customer.Filter("phase3-non-compacted-changes", entries, entry => IsOfType(entry, "item-quantity-change"));
        var dated = customer.Map(
            "changes-with-expiry-arrays",
            customer.Keep("changes-with-expiries", ItemChanges.Join(changes, expiries)),
            ItemChanges.WithExpiries);
        var merged = customer.Map(
            "compacted-changes-with-null-expiries",
            customer.Filter("phase3-compacted-changes", entries, entry => IsOfType(entry, "compacted-item-quantity-change")),
            ItemChanges.WithoutExpiries);
        var parts = customer.FlatMap("split-item-changes-with-expiry", Group.Concat(dated, merged), ItemChanges.Split);
        var balances = new ItemQuantities();
        customer.Fold("item-quantities", customer.Sort("changes-sorted-for-ledger", parts, At), At, balances.After);
    }

    private static bool IsOfType(JsonRow entry, string type) => entry["type"] == $"\"{type}\"";
}

/// <summary>Merges changes that nothing ends.</summary>
internal static class Compaction
{
    /// <summary>
    /// Between any two moments at which something of the customer ends, whatever item that is of, one change of each item is left: at the
    /// place of the first.
    /// </summary>
    public static IEnumerable<Row> Merge(List<Row> changes, List<Row> boundaries)
    {
        var ends = boundaries.ConvertAll(boundary => boundary.Data.Number("txnEffectiveAtMillis"));
        var windows = new Dictionary<(int Window, string Item), (Row First, decimal? Sum)>();
        var window = 0;
        // Both are in their order. An end comes before a change of the same moment.
        foreach (var change in changes)
        {
            while (window < ends.Count && ends[window] <= change.Data.Number("txnEffectiveAtMillis"))
                window++;
            var (place, quantity) = ((window, change.Data["itemId"]), change.Data.Number("quantity"));
            windows[place] = windows.TryGetValue(place, out var known)
                ? (known.First, quantity is null ? known.Sum : (known.Sum ?? 0) + quantity)
                : (change, quantity);
        }

        return windows.Values.Select(merged =>
            merged.First with { Data = merged.First.Data.Replace("quantity", JsonRow.Json(merged.Sum)) });
    }
}
