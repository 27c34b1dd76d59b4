using System.Text.Json.Nodes;

namespace IntegrityTests.Tests.Fakes;

/// <summary>Rows of payments, and how the API lists them.</summary>
internal static class ListedTransactions
{
    public const string Customer = "11111111-0000-4000-8000-000000000000";

    /// <summary>The product of every subscription, as stored.</summary>
    public const string Product = """
        {
            "displayName": "Pro", "customerType": "user",
            "prices": { "monthly": { "USD": "5.25", "JPY": "700", "interval": [1, "month"], "serverOnly": false } }
        }
        """;

    /// <summary>The id of an item change.</summary>
    public static Guid Change(int number) => Tenant.Numbered(number);

    /// <summary>The id of a subscription.</summary>
    public static Guid Subscription(int number) => Tenant.Numbered(0x5000_0000 + number);

    /// <summary>
    /// Stores changes 1 to count, a second after each other, and the subscriptions 1 to count, a year later; each three times 5.25.
    /// </summary>
    public static async Task StoreAsync(StoredRows rows, Guid tenancy, int changes, int subscriptions)
    {
        await rows.ExecuteAsync($"""
            INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerId", "customerType", "itemId", quantity, "createdAt")
            SELECT (lpad(to_hex(n), 8, '0') || '-0000-4000-8000-000000000000')::uuid, '{tenancy}', '{Customer}', 'USER', 'credits', n,
                timestamp '2025-01-01' + n * interval '1 second'
            FROM generate_series(1, {changes}) n
            """);
        await rows.ExecuteAsync($"""
            INSERT INTO "Subscription" (id, "tenancyId", "customerId", "customerType", product, status,
                "currentPeriodEnd", "currentPeriodStart", "cancelAtPeriodEnd", "createdAt", "updatedAt", "creationSource",
                quantity, "productId", "priceId")
            SELECT ('5' || lpad(to_hex(n), 7, '0') || '-0000-4000-8000-000000000000')::uuid, '{tenancy}', '{Customer}', 'USER',
                '{Product}', 'active', '2027-01-01', '2026-01-01', FALSE, timestamp '2026-01-01' + n * interval '1 second', now(),
                'PURCHASE_PAGE', 3, 'pro', 'monthly'
            FROM generate_series(1, {subscriptions}) n
            """);
    }

    /// <summary>The same as the API lists them.</summary>
    public static FakeTransactions Of(int changes, int subscriptions) => new(
        Enumerable.Range(1, changes).Select(ListedChange).Concat(Enumerable.Range(1, subscriptions).Select(ListedSubscription)));

    private static JsonObject ListedChange(int number) => Transaction(
        Change(number),
        new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(number),
        "manual-item-quantity-change",
        Entry("item_quantity_change", ("item_id", "credits"), ("quantity", number)));

    private static JsonObject ListedSubscription(int number) => Transaction(
        Subscription(number),
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(number),
        "purchase",
        Entry(
            "product_grant",
            ("product_id", "pro"),
            ("price_id", "monthly"),
            ("quantity", 3),
            ("subscription_id", Subscription(number).ToString()),
            ("product", JsonNode.Parse("""
                { "display_name": "Pro", "customer_type": "user", "stackable": false, "server_only": false,
                  "prices": { "monthly": { "USD": "5.25", "JPY": "700", "interval": [1, "month"] } } }
                """))),
        Entry(
            "money_transfer",
            ("charged_amount", new JsonObject { ["USD"] = "15.75", ["JPY"] = "2100" }),
            ("net_amount", new JsonObject { ["USD"] = "15.75" })));

    private static JsonObject Transaction(Guid id, DateTimeOffset at, string type, params JsonNode[] entries) => new()
    {
        ["id"] = id.ToString(),
        ["created_at_millis"] = at.ToUnixTimeMilliseconds(),
        ["effective_at_millis"] = at.ToUnixTimeMilliseconds(),
        ["type"] = type,
        ["entries"] = new JsonArray(entries),
        ["adjusted_by"] = new JsonArray(),
        ["test_mode"] = false,
    };

    private static JsonObject Entry(string type, params (string Name, JsonNode? Value)[] members)
    {
        var entry = new JsonObject { ["type"] = type, ["customer_type"] = "user", ["customer_id"] = Customer };
        foreach (var (name, value) in members) entry[name] = value;
        return entry;
    }
}
