using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.Options;

public sealed class StripeTests
{
    private const string MockKey = "sk_test_mockstripekey";

    [Fact]
    public void Without_a_key_payouts_are_left_out_and_said()
    {
        var options = Given.Options(Given.Target);

        options.WhyNoPayouts.Should().Be("no Stripe key is set (INTEGRITY_STRIPE_KEY)");
        options.Describe().Should().ContainMatch("*payouts are not verified: no Stripe key is set*");
    }

    [Fact]
    public void The_mock_key_leaves_payouts_out()
    {
        Given.Options([.. Given.Target, ("STACK_STRIPE_SECRET_KEY", MockKey)]).WhyNoPayouts.Should().Be("the Stripe key is the mock key");
    }

    [Fact]
    public void The_key_of_the_backend_is_taken_where_ours_is_not_set_and_never_shown()
    {
        var options = Given.Options([.. Given.Target, ("STACK_STRIPE_SECRET_KEY", Given.Secret)]);

        options.WhyNoPayouts.Should().BeNull();
        options.StripeKey.Should().Be(Given.Secret);
        options.Fallbacks.Should().Equal("STACK_STRIPE_SECRET_KEY");
        options.CreateSecrets().Redact($"key {Given.Secret}").Should().Be("key ***");
        string.Join('\n', [.. options.Describe(), options.ToJson().ToJsonString()])
            .Should().NotContain(Given.Secret).And.Contain("api.stripe.com");
    }

    [Fact]
    public void Our_key_comes_before_the_one_of_the_backend()
    {
        Given.Options([.. Given.Target, ("STACK_STRIPE_SECRET_KEY", MockKey), ("INTEGRITY_STRIPE_KEY", "rk_live_1")]).StripeKey
            .Should().Be("rk_live_1");
    }

    [Theory]
    [InlineData("https://stripe.example.com/prefix")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080")]
    public void An_address_that_keeps_the_key_secret_is_taken(string url)
    {
        Given.Options([.. Given.Target, ("INTEGRITY_STRIPE_URL", url)]).StripeUrl.Should().Be(new Uri(url + "/"));
    }

    [Theory]
    [InlineData("http://stripe.example.com", "uses http, which would send the key unencrypted")]
    [InlineData("api.stripe.com", "is not an absolute URL")]
    public void An_address_that_does_not_is_refused(string url, string problem)
    {
        Given.Mistake([.. Given.Target, ("INTEGRITY_STRIPE_URL", url)]).Message
            .Should().Contain($"INTEGRITY_STRIPE_URL=\"{url}\" {problem}");
    }

    [Fact]
    public void A_key_that_no_header_can_carry_is_refused_without_showing_it()
    {
        Given.Mistake([.. Given.Target, ("INTEGRITY_STRIPE_KEY", "sk_live_ " + Given.Secret)]).Message
            .Should().Contain("INTEGRITY_STRIPE_KEY (a secret, not shown)").And.NotContain(Given.Secret);
    }
}
