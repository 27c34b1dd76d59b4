using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;
using StandIn = SampleDeployment.Deployment;

namespace IntegrityTests.Tests.EndToEnd.Sample;

/// <summary>
/// Payments and payouts of a sample deployment: what only looks like damage is not found, and what cannot be compared is not verified.
/// What is damage is among the numbered ones; totals that differ are in the corpus of damages.
/// </summary>
[Collection(SampleCollection.Name)]
public sealed class PaymentTests(SampleDeployments deployments)
{
    private const string StripeKey = "INTEGRITY_STRIPE_KEY";

    [Fact]
    public async Task What_only_looks_like_damage_is_not_found()
    {
        var deployment = await SoundAsync();

        var run = await (SampleDeployments.Verification(deployment) with { Filter = "Category=Payments|Category=Payouts" }).RunAsync();

        run.Should().BeGreen();
        run.Should().FindExactly();
        run.Should().HaveVerified("PAY002", 70);
        run.Should().HaveVerified("OUT001", 1);
    }

    [Fact]
    public async Task Without_a_key_payouts_are_not_verified_and_the_run_says_so()
    {
        var payouts = Payouts(await SoundAsync());

        var run = await payouts.With(StripeKey, "").RunAsync();

        run.Should().BeRed();
        run.Should().Say("no Stripe key is set (INTEGRITY_STRIPE_KEY)", "verified nothing");
        run.Should().ShowNone(payouts.Variables[StripeKey]);
    }

    [Fact]
    public async Task A_Stripe_that_does_not_answer_is_not_verified()
    {
        var payouts = Payouts(await deployments.SmallAsync("--fault", "stripe-error"));

        var run = await payouts.RunAsync();

        run.Should().BeRed();
        run.Should().FindExactly();
        run.Should().Say("NOT VERIFIED: Stripe could not answer, also when asked again: 500.");
        run.Should().ShowNone(payouts.Variables[StripeKey]);
    }

    private static SuiteCommand Payouts(StandIn deployment) =>
        SampleDeployments.Verification(deployment) with { Filter = "Check=OUT001" };

    /// <summary>With damages that are none.</summary>
    private Task<StandIn> SoundAsync() => deployments.SmallAsync("--damage", "12", "--damage", "17", "--damage", "21");
}
