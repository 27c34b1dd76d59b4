using SampleDeployment.Api.Payments.Products;

namespace SampleDeployment.Api.Payments.Customers;

/// <summary>A stored one-time purchase. The time is milliseconds since 1970.</summary>
internal sealed record OneTimePurchase(Guid Id, string? ProductId, Product Product, int Quantity, long CreatedAt, bool IsRefunded);
