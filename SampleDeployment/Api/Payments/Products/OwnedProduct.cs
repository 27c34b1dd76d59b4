using SampleDeployment.Api.Payments.Customers;

namespace SampleDeployment.Api.Payments.Products;

/// <summary>A product that a customer has.</summary>
/// <param name="Key">What the cursor of a page that begins here says.</param>
/// <param name="Id">The product's id; null for one that was made up for this purchase.</param>
/// <param name="Product">What was bought.</param>
/// <param name="Quantity">How many.</param>
/// <param name="CreatedAt">Since when; the list is in this order.</param>
/// <param name="Subscription">Null for a one-time purchase.</param>
internal sealed record OwnedProduct(string Key, string? Id, Product Product, int Quantity, long CreatedAt, Subscription? Subscription)
{
    public static OwnedProduct Of(Subscription row) =>
        new(row.Id?.ToString() ?? $"default-{row.ProductId}", row.ProductId, row.Product, row.Quantity, row.CreatedAt, row);

    public static OwnedProduct Of(OneTimePurchase row) => new(row.Id.ToString(), row.ProductId, row.Product, row.Quantity, row.CreatedAt, null);
}
