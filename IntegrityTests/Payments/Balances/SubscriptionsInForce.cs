using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Payments.Balances;

/// <summary>A customer's subscriptions: its rows, and the default ones (source: docs/platform.md, Subscriptions in force).</summary>
internal static class SubscriptionsInForce
{
    // Default subscriptions began at 1973-01-01T12:00:00Z.
    private static readonly StoredTime DefaultStart = StoredTime.OfUnixMilliseconds(94_737_600_000);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<StoredSubscription> Of(CustomerRows rows, CustomerType type, PaymentsConfig config)
    {
        var takenLines = rows.Subscriptions.Where(row => row.IsActive).Select(row => row.Product.ProductLineId).ToHashSet();
        var takenProducts = rows.Subscriptions.Select(row => row.ProductId).ToHashSet();
        return
        [
            .. rows.Subscriptions,
            .. config.DefaultsOf(type)
                .Where(product => product.Value.ProductLineId is { } line
                    ? config.ProductLines.ContainsKey(line) && !takenLines.Contains(line)
                    : !takenProducts.Contains(product.Key))
                .Select(product => Default(product.Key, product.Value)),
        ];
    }

    private static StoredSubscription Default(string id, Product product) => new()
    {
        Id = null,
        ProductId = id,
        Product = product,
        Quantity = 1,
        Status = "active",
        CreatedAt = DefaultStart,
        PeriodStart = DefaultStart,
        PeriodEnd = null,
    };
}
