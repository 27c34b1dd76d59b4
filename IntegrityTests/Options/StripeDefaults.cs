namespace IntegrityTests.Options;

/// <summary>What is known of Stripe without being told.</summary>
internal static class StripeDefaults
{
    /// <summary>The key that the platform uses where there is no Stripe (source: stack-auth/payments.md, Money).</summary>
    public const string MockKey = "sk_test_mockstripekey";

    /// <summary>Stripe's own API.</summary>
    public static Uri Url { get; } = new("https://api.stripe.com/");
}
