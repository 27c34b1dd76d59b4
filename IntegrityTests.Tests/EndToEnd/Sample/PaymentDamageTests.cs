using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.SampleDeployment;
using SampleDeployment.Damages;
using SampleDeployment.Data;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Sample;

/// <summary>Payments of a sample deployment: damages are pinned to their customers, and what only looks like damage is not found.</summary>
[Collection(SampleCollection.Name)]
public sealed class PaymentDamageTests
{
    private static readonly string Project = Plans.Ordinary.Id;

    [Fact]
    public async Task Damages_are_pinned_to_their_customers()
    {
        var result = await VerifyAsync("13", "14", "16");

        result.Should().BeRed();
        result.Should().FindExactly(
            ("PAY005", Project, $"team:{Subject(13).User}"),
            ("PAY005", Project, $"user:{Subject(14).User}"),
            ("PAY005", Project, $"user:{Subject(16).Team}"));
    }

    [Fact]
    public async Task What_only_looks_like_damage_is_not_found()
    {
        var result = await VerifyAsync("12", "17", "21");

        result.Should().BeGreen();
        result.Should().FindExactly();
        result.Should().HaveVerified("PAY002", 70);
        result.Should().HaveVerified("OUT001", 1);
    }

    // A damage's further id is that of the customer who does not exist.
    private static DamageTarget Subject(int damage) =>
        DamageTarget.For(DamageCatalogue.All.Single(known => known.Number == damage), Plans.Default);

    private static async Task<SuiteResult> VerifyAsync(params string[] damages)
    {
        await using var sample = await SampleProcess.StartAsync(
            ["--projects", "1", "--users", "50", .. damages.SelectMany(damage => new[] { "--damage", damage })]);
        return await new SuiteCommand { Variables = sample.Variables, Filter = "Category=Payments|Category=Payouts" }.RunAsync();
    }
}
