using Benchmarks.Reporting;
using Npgsql;

namespace Benchmarks.Targets;

/// <summary>Fills tables that a sample deployment leaves empty, so that their queries have something to read.</summary>
internal static class LargeTables
{
    /// <summary>The rows of all tables, as PostgreSQL's statistics have them.</summary>
    public const string Count = """SELECT sum(reltuples)::bigint FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples > 0""";

    private const string Product =
        """'{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems": {"credits": {"quantity": 5}}}'""";

    private const string Sql = $"""
        INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "updatedAt")
        SELECT "tenancyId", gen_random_uuid(), "projectUserId", gen_random_uuid(), now() FROM "ProjectUser";
        INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity)
        SELECT gen_random_uuid(), "tenancyId", 'USER', "projectUserId", 'credits', 5 FROM "ProjectUser";
        INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, "productId", "stripeSubscriptionId",
            "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "updatedAt")
        SELECT gen_random_uuid(), "tenancyId", 'USER', "projectUserId", {Product}, 'active', 'pro', 'sub_' || "projectUserId",
            '2026-01-01', '2026-02-01', false, 'PURCHASE_PAGE', now()
        FROM "ProjectUser" WHERE "projectUserId"::text < '4';
        INSERT INTO "SubscriptionInvoice" (id, "tenancyId", "stripeSubscriptionId", "stripeInvoiceId", "isSubscriptionCreationInvoice", "updatedAt")
        SELECT gen_random_uuid(), "tenancyId", "stripeSubscriptionId", 'in_' || id, true, now()
        FROM "Subscription" WHERE "stripeSubscriptionId" = 'sub_' || "customerId";
        INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "creationSource")
        SELECT gen_random_uuid(), "tenancyId", 'USER', "projectUserId", {Product}, 1, 'pro', 'PURCHASE_PAGE'
        FROM "ProjectUser" WHERE "projectUserId"::text > 'c';
        ANALYZE;
        """;

    public static async Task AddAsync(string connectionString, CancellationToken cancel)
    {
        Report.Progress("tokens and purchases");
        await using var connection = new NpgsqlConnection(connectionString + ";Command Timeout=0;Pooling=false");
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(Sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
