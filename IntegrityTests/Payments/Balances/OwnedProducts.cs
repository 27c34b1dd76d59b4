using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Payments.Balances;

/// <summary>What a customer owns (source: stack-auth/payments.md, Owned products).</summary>
public static class OwnedProducts
{
    /// <summary>The products, one a purchase; equal ones stand as often as they are owned.</summary>
    public static IEnumerable<OwnedProduct> Of(CustomerRows rows, CustomerType type, PaymentsConfig config) =>
    [
        .. SubscriptionsInForce.Of(rows, type, config)
            .Where(subscription => subscription.IsActive)
            .Select(subscription => new OwnedProduct(subscription.ProductId, "subscription", subscription.Quantity)),
        .. rows.OneTimePurchases
            .Where(purchase => !purchase.IsRefunded)
            .Select(purchase => new OwnedProduct(purchase.ProductId, "one_time", purchase.Quantity)),
    ];
}
