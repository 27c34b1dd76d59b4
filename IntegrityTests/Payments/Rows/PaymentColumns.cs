using IntegrityTests.Deployment.Database;
using IntegrityTests.Json;
using IntegrityTests.Payments.Model;
using Npgsql;

namespace IntegrityTests.Payments.Rows;

/// <summary>The columns of a customer's rows, and how they are read. Column 0 is the customer's id.</summary>
internal static class PaymentColumns
{
    public const string Subscription = """
        t.id, t."productId", t.product::text, t.quantity::int8, t.status::text, t."createdAt", t."currentPeriodStart", t."currentPeriodEnd"
        """;

    public const string OneTimePurchase = """
        t.id, t."productId", t.product::text, t.quantity::int8, t."createdAt", t."refundedAt" IS NOT NULL
        """;

    public const string ItemChange = """
        t.id, t."itemId", t."customerType"::text, t.quantity::int8, t."createdAt", t."expiresAt"
        """;

    public static StoredSubscription ReadSubscription(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(1),
        ProductId = row.Text(2),
        Product = Product.Parse(row.Text(3)),
        Quantity = row.Long(4),
        Status = row.Text(5) ?? "",
        CreatedAt = row.Time(6) ?? default,
        PeriodStart = row.Time(7) ?? default,
        PeriodEnd = row.Time(8),
    };

    public static StoredOneTimePurchase ReadOneTimePurchase(NpgsqlDataReader row) => new(
        row.GetGuid(1), row.Text(2), Product.Parse(row.Text(3)), row.Long(4), row.Time(5) ?? default, row.GetBoolean(6));

    public static StoredItemChange ReadItemChange(NpgsqlDataReader row) => new(
        row.GetGuid(1), row.Text(2) ?? "", row.Text(3) ?? "", row.Long(4), row.Time(5) ?? default, row.Time(6));
}
