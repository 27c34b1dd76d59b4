using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.SampleDeployment;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Sample;

/// <summary>Payments of a sample deployment: what only looks like damage is not found. What is damage is among the numbered ones.</summary>
[Collection(SampleCollection.Name)]
public sealed class PaymentDamageTests
{
    [Fact]
    public async Task What_only_looks_like_damage_is_not_found()
    {
        var result = await VerifyAsync("12", "17", "21");

        result.Should().BeGreen();
        result.Should().FindExactly();
        result.Should().HaveVerified("PAY002", 70);
        result.Should().HaveVerified("OUT001", 1);
    }

    private static async Task<SuiteResult> VerifyAsync(params string[] damages)
    {
        await using var sample = await SampleProcess.StartAsync(
            ["--projects", "1", "--users", "50", .. damages.SelectMany(damage => new[] { "--damage", damage })]);
        return await new SuiteCommand { Variables = sample.Variables, Filter = "Category=Payments|Category=Payouts" }.RunAsync();
    }
}
