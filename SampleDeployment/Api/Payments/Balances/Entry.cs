namespace SampleDeployment.Api.Payments.Balances;

/// <summary>Something that was given (or taken, if negative) at a moment, and ends at another one or never.</summary>
internal readonly record struct Entry(double Amount, long GrantedAt, long? ExpiresAt);
