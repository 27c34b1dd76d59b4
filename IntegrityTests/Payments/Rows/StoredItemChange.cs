using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Payments.Rows;

/// <summary>An <c>ItemQuantityChange</c> row.</summary>
/// <param name="Id"><c>id</c>.</param>
/// <param name="ItemId"><c>itemId</c>.</param>
/// <param name="CustomerType"><c>customerType</c> as stored, such as <c>USER</c>; balances do not look at it.</param>
/// <param name="Quantity"><c>quantity</c>; negative for a use.</param>
/// <param name="CreatedAt"><c>createdAt</c>.</param>
/// <param name="ExpiresAt"><c>expiresAt</c>; null: never.</param>
public sealed record StoredItemChange(
    Guid Id, string ItemId, string CustomerType, long Quantity, StoredTime CreatedAt, StoredTime? ExpiresAt);
