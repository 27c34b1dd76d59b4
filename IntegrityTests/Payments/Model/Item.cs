namespace IntegrityTests.Payments.Model;

/// <summary>An item of the config (source: stack-auth/payments.md).</summary>
/// <param name="CustomerType">Whose item it is.</param>
/// <param name="DisplayName">What people call it; null when the config does not say.</param>
public sealed record Item(CustomerType CustomerType, string? DisplayName);
