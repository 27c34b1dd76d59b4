using IntegrityTests.Deployment.Records;
using IntegrityTests.Payments.Model;

namespace IntegrityTests.Payments.Rows;

/// <summary>A <c>OneTimePurchase</c> row.</summary>
/// <param name="Id"><c>id</c>.</param>
/// <param name="ProductId"><c>productId</c>; null for an inline product.</param>
/// <param name="Product">The snapshot, which decides.</param>
/// <param name="Quantity"><c>quantity</c>.</param>
/// <param name="CreatedAt"><c>createdAt</c>.</param>
/// <param name="IsRefunded">Whether <c>refundedAt</c> is set.</param>
public sealed record StoredOneTimePurchase(
    Guid Id, string? ProductId, Product Product, long Quantity, StoredTime CreatedAt, bool IsRefunded);
