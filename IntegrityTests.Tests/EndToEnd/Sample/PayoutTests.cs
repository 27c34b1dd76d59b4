using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.SampleDeployment;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Sample;

/// <summary>OUT001 where nothing can be compared. Totals that differ are in the corpus of damages.</summary>
[Collection(SampleCollection.Name)]
public sealed class PayoutTests
{
    [Fact]
    public async Task A_Stripe_that_does_not_answer_is_not_verified()
    {
        var result = await VerifyAsync("stripe-error");

        result.Should().BeRed();
        result.Should().FindExactly();
        result.Should().Say("NOT VERIFIED: Stripe could not answer, also when asked again: 500.");
    }

    [Fact]
    public async Task Without_a_key_nothing_is_verified_and_said()
    {
        var result = await VerifyAsync("slow:0", ("INTEGRITY_STRIPE_KEY", ""));

        result.Should().BeRed();
        result.Should().Say("no Stripe key is set (INTEGRITY_STRIPE_KEY)", "verified nothing");
    }

    private static async Task<SuiteResult> VerifyAsync(string fault, params (string Name, string Value)[] more)
    {
        await using var sample = await SampleProcess.StartAsync(["--projects", "1", "--users", "50", "--fault", fault]);
        var command = new SuiteCommand { Variables = sample.Variables, Filter = "Check=OUT001" };
        var result = await more.Aggregate(command, (changed, variable) => changed.With(variable.Name, variable.Value)).RunAsync();
        $"{result.Console}{result.Findings.Text}{result.Trx}".Should().NotContain(sample.Variables["INTEGRITY_STRIPE_KEY"]);
        return result;
    }
}
