using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.SampleDeployment;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Sample;

/// <summary>OUT001 against the sample deployment's Stripe: one project with an account, and the platform's own without.</summary>
[Collection(SampleCollection.Name)]
public sealed class PayoutTests
{
    private static readonly string Project = Plans.Ordinary.Id;

    [Theory]
    [InlineData("stripe-throttle")]
    [InlineData("transaction-repeated")]
    public async Task What_only_costs_time_is_no_finding(string fault)
    {
        var result = await VerifyAsync(fault);

        result.Should().BeGreen();
        result.Should().HaveVerified("OUT001", 1);
        result.Should().Say("the project has no Stripe account");
    }

    [Theory]
    [InlineData("stripe-cent", "$.data")]
    [InlineData("stripe-ends-early", "$.data")]
    [InlineData("stripe-endless", null)]
    [InlineData("transaction-cent", "$.data")]
    [InlineData("transaction-missing", "$.data")]
    public async Task Totals_that_differ_are_pinned_to_the_project(string fault, string? path)
    {
        var result = await VerifyAsync(fault);

        result.Should().BeRed();
        result.Should().FindExactly(("OUT001", Project, $"project:{Project}"));
        result.Findings.Findings.Should().ContainSingle().Which.Path.Should().Be(path);
    }

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
