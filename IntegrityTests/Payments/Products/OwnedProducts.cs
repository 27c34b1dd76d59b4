using IntegrityTests.Payments.Balances;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Payments.Products;

/// <summary>What a customer owns (source: docs/platform.md, Owned products).</summary>
public static class OwnedProducts
{
    /// <summary>The products, one per purchase; equal ones are listed as often as they are owned.</summary>
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

/// <summary>A product that a customer owns, as far as the platform's lists of them are compared.</summary>
/// <param name="Id">The product; null for an inline product.</param>
/// <param name="Type"><c>subscription</c> or <c>one_time</c>.</param>
/// <param name="Quantity">How many.</param>
public sealed record OwnedProduct(string? Id, string Type, long Quantity)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Quantity} x {Id ?? "an inline product"} ({Type})";
}
