namespace SampleDeployment.Damages;

/// <summary>The damages that concern payments, and two states that only look like damage.</summary>
internal static class PaymentDamages
{
    // All are of one moment, before the sample's own.
    private const string Time = "timestamp '2026-06-20 08:00:00'";

    private const string Plus = """(SELECT config #> ARRAY['payments.products', 'user-plus'] FROM "EnvironmentConfigOverride" WHERE "projectId" = $1)""";

    public static IEnumerable<Damage> All { get; } =
    [
        new(12, "an item quantity change of 1000 too many", Change("USER", 1000)),
        new(13, "an item quantity change is of the wrong type of customer", Change("TEAM", 3)),
        new(14, "a subscription is to a product that is not in the config", Subscription("$3::text", "'undefined'", Plus, "active")),
        new(15, "the product snapshot of a subscription is {}", Subscription("$3::text", "'user-plus'", "'{}'::jsonb", "active")),
        new(16, "a subscription is of a user that does not exist", Subscription("$4::text", "'user-plus'", Plus, "active")),
        new(17, "a canceled subscription in a line with a default product", Subscription("$3::text", "'user-plus'", Plus, "canceled")) { IsValid = true },
        new(21, "450 item changes older than every subscription: more pages of transactions, which repeat",
            $"""
            WITH added AS (
                INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerId", "customerType", "itemId", quantity, "createdAt")
                SELECT md5($4::text || n)::uuid, {DamageCatalogue.Tenancy}, $3::text, 'USER', 'user_credits', 1,
                       timestamp '2022-01-01' + n * interval '1 minute'
                FROM generate_series(1, 450) n WHERE {DamageCatalogue.Unused} RETURNING "customerId")
            SELECT DISTINCT 'user:' || "customerId" FROM added
            """) { IsValid = true },
        new(22, "two default products are in one product line",
            $$"""
            UPDATE "EnvironmentConfigOverride" SET config = jsonb_set(config, ARRAY['payments.products', 'user-second'],
                config #> ARRAY['payments.products', 'user-free'])
            WHERE "projectId" = $1 AND {{DamageCatalogue.Unused}} RETURNING 'config:payments.products.user-second'
            """),
    ];

    private static string Change(string type, int quantity) =>
        $"""
        INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerId", "customerType", "itemId", quantity, "createdAt")
        SELECT $4, {DamageCatalogue.Tenancy}, $3::text, '{type}', 'user_credits', {quantity}, {Time} WHERE {DamageCatalogue.Unused}
        RETURNING 'user:' || "customerId"
        """;

    private static string Subscription(string customer, string product, string snapshot, string status) =>
        $"""
        INSERT INTO "Subscription" (id, "tenancyId", "customerId", "customerType", "productId", product, quantity, status,
            "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "createdAt", "updatedAt", "creationSource")
        SELECT $4, {DamageCatalogue.Tenancy}, {customer}, 'USER', {product}, {snapshot}, 1, '{status}',
            {Time}, {Time} + interval '30 days', false, {Time}, {Time}, 'API_GRANT' WHERE {DamageCatalogue.Unused}
        RETURNING 'user:' || "customerId"
        """;
}
