namespace SampleDeployment.Data.Engine.Derived;

/// <summary>Derives all tables of the engine from the rows that it stores of one tenancy: customers of two tenancies never meet.</summary>
internal static class Derivation
{
    /// <param name="rows">Takes what is derived.</param>
    /// <param name="stored">The stored rows of a tenancy.</param>
    /// <param name="clock">The moment that the engine has come to, in milliseconds since 1970.</param>
    public static void Add(EngineRowSink rows, StoredRows stored, long clock)
    {
        var all = new Group(rows);
        var transactions = Transactions(all, stored, clock);
        foreach (var customer in stored.Subscriptions.GroupBy(row => Customers.Key(row.Data)))
            Customers.AddSubscriptions(new(rows, customer.Key), customer);
        foreach (var customer in transactions.GroupBy(row => Customers.Key(row.Data)))
            Customers.AddTransactions(new(rows, customer.Key), customer);
    }

    private static IEnumerable<Row> Transactions(Group all, StoredRows stored, long clock)
    {
        var renewals = all.Map(
            "subscription-renewal-events",
            all.Filter("renewal-invoice-rows", all.Keep("subscriptions-with-invoices", Invoices(stored)), invoice =>
                invoice["rightRowData"] != JsonRow.Null
                && JsonRow.Parse(invoice["leftRowData"])["isSubscriptionCreationInvoice"] == "false"),
            Renewal);
        var cancels = all.Map(
            "subscription-cancel-events",
            all.Filter("cancel-pending-subscriptions", stored.Subscriptions, subscription =>
                subscription["cancelAtPeriodEnd"] == "true" && subscription["status"] is "\"active\"" or "\"trialing\""),
            Cancel);
        var subscriptions = all.TimeFold("subscription-timefold", stored.Subscriptions, row => new SubscriptionFold(row), clock);
        var starts = all.Filter("subscription-start-events", subscriptions, happened => happened["type"] == "\"subscription-start\"");
        var ends = all.Filter("subscription-end-events", subscriptions, happened => happened["type"] == "\"subscription-end\"");
        var repeats = all.Filter(
            "item-grant-repeat-from-subscriptions", subscriptions, happened => happened["type"] == "\"item-grant-repeat\"");
        var purchases = all.Map("one-time-purchase-events", stored.OneTimePurchases, Bought);
        var repeatsOfPurchases = all.Filter(
            "item-grant-repeat-from-otps",
            all.TimeFold("otp-timefold", stored.OneTimePurchases, row => new OneTimePurchaseFold(row), clock),
            _ => true);
        var changes = all.Map("manual-item-quantity-change-events", stored.ManualChanges, Changed);
        return Group.Concat(
            all.Map("txn-subscription-renewal", renewals, Derived.Transactions.Renewal),
            all.Map("txn-subscription-cancel", cancels, Derived.Transactions.Cancel),
            all.Map("txn-subscription-start", starts, Derived.Transactions.Start),
            all.Map("txn-subscription-end", ends, Derived.Transactions.End),
            all.Map("txn-item-grant-repeat", Group.Concat(repeats, repeatsOfPurchases), Derived.Transactions.Repeat),
            all.Map("txn-one-time-purchase", purchases, Derived.Transactions.OneTimePurchase),
            all.Map("txn-manual-item-quantity-change", changes, Derived.Transactions.ManualChange),
            all.Filter("txn-refund", stored.ManualTransactions, transaction => transaction["type"] == "\"refund\""));
    }

    private static IEnumerable<Row> Invoices(StoredRows stored)
    {
        var subscriptions = stored.Subscriptions.ToLookup(row => row.Data["stripeSubscriptionId"]);
        foreach (var invoice in stored.Invoices)
        {
            var found = subscriptions[invoice.Data["stripeSubscriptionId"]].ToList();
            foreach (var subscription in found)
                yield return Joined(invoice, JsonRow.Json(subscription.Id), subscription.Data.Text);
            // It may be of another customer's subscription.
            if (found.Count == 0 && stored.IsWholeTenancy)
                yield return Joined(invoice, JsonRow.Null, JsonRow.Null);
        }

        static Row Joined(Row invoice, string id, string subscription) => new(
            JsonRow.Array([JsonRow.Json(invoice.Id), id]), new(("leftRowData", invoice.Data.Text), ("rightRowData", subscription)));
    }

    private static JsonRow Renewal(JsonRow joined)
    {
        var (invoice, subscription) = (JsonRow.Parse(joined["leftRowData"]), JsonRow.Parse(joined["rightRowData"]));
        return new([
            ("subscriptionId", subscription["id"]),
            .. subscription.Only("tenancyId", "customerId", "customerType"),
            ("invoiceId", invoice["id"]),
            ("chargedAmount", Purchases.Charge(subscription)),
            ("paymentProvider", Purchases.Provider(subscription)),
            .. At(invoice)]);
    }

    // When it was cancelled may be null: the platform means the start of the subscription by that, and does not say so.
    private static JsonRow Cancel(JsonRow subscription) => new([
        ("subscriptionId", subscription["id"]),
        .. subscription.Only("tenancyId", "customerId", "customerType", "createdAtMillis"),
        ("changeType", "\"cancel\""),
        ("paymentProvider", Purchases.Provider(subscription)),
        ("effectiveAtMillis", subscription["canceledAtMillis"])]);

    private static JsonRow Bought(JsonRow purchase) => new([
        ("purchaseId", purchase["id"]),
        .. purchase.Only("tenancyId", "customerId", "customerType", "productId", "product", "priceId", "quantity"),
        ("productLineId", Purchases.OfProduct(purchase, "productLineId")),
        ("chargedAmount", Purchases.Charge(purchase)),
        ("itemGrants", JsonRow.Array(IncludedItem.Of(purchase).Select(item => item.Grant.Text))),
        ("paymentProvider", Purchases.Provider(purchase)),
        .. At(purchase)]);

    private static JsonRow Changed(JsonRow change) => new([
        ("changeId", change["id"]),
        .. change.Only("tenancyId", "customerId", "customerType", "itemId", "quantity", "expiresAtMillis"),
        .. At(change)]);

    private static (string Name, string Json)[] At(JsonRow row) =>
        [("effectiveAtMillis", row["createdAtMillis"]), ("createdAtMillis", row["createdAtMillis"])];
}

/// <summary>What the engine stores of one tenancy, or of some of its customers.</summary>
internal sealed class StoredRows
{
    private readonly Dictionary<string, List<Row>> _rows = [];

    /// <summary>Whether the rows of all customers are there. Invoices always are: nothing in them tells whose they are.</summary>
    public bool IsWholeTenancy { get; init; } = true;

    public List<Row> Subscriptions => Of("subscriptions");

    public List<Row> Invoices => Of("subscription-invoices");

    public List<Row> OneTimePurchases => Of("one-time-purchases");

    public List<Row> ManualChanges => Of("manual-item-quantity-changes");

    public List<Row> ManualTransactions => Of("manual-transactions");

    /// <summary>The rows of a table, by its name without what all names begin with.</summary>
    public List<Row> Of(string table)
    {
        if (!_rows.TryGetValue(table, out var rows))
            _rows[table] = rows = [];
        return rows;
    }
}
