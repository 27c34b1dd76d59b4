namespace IntegrityTests.Deployment.Records;

/// <summary>A <c>ProjectUserOAuthAccount</c> row.</summary>
public sealed record OAuthAccount(string ProviderId, string AccountId, string? Email);
