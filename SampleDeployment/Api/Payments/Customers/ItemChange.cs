namespace SampleDeployment.Api.Payments.Customers;

/// <summary>Somebody gave or took some of an item. Times are milliseconds since 1970; no expiry is never.</summary>
internal sealed record ItemChange(int Quantity, long CreatedAt, long? ExpiresAt);
