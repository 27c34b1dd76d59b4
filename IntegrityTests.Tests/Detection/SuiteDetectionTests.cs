using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.Detection;

/// <summary>One run of the suite, as a user runs it, finds exactly what was planted.</summary>
[Collection(DetectionCollection.Name)]
public sealed class SuiteDetectionTests(DamagedDeployment deployment)
{
    public static TheoryData<string> Entries => new(DamageCorpus.Entries.Select(entry => entry.Name));

    [Theory]
    [MemberData(nameof(Entries))]
    public async Task Suite_finds_exactly_the_damage(string name)
    {
        var entry = DamageCorpus.Entries.Single(entry => entry.Name == name);

        var found = (await FoundAsync()).Where(finding => entry.Owns(finding.Project, finding.Subject)).Select(finding => finding.ToString()).ToList();

        var chance = entry.Expected.Where(finding => finding.IsLeftToChance).Select(finding => finding.ToString());
        found.Except(chance).Should().BeEquivalentTo(
            entry.Expected.Where(finding => !finding.IsLeftToChance).Select(finding => finding.ToString()));
    }

    [Fact]
    public async Task Suite_finds_nothing_beyond_the_damages() =>
        (await FoundAsync()).Where(finding => !DamageCorpus.Entries.Any(entry => entry.Owns(finding.Project, finding.Subject))).Should().BeEmpty();

    [Fact]
    public async Task Suite_verifies_all_that_it_can()
    {
        var run = await deployment.RunAsync();

        run.Should().BeRed();
        run.Findings.OfKind("not-verified").Should().BeEmpty();
        run.Findings.OfKind("end").Should().ContainSingle();
    }

    private async Task<IEnumerable<ExpectedFinding>> FoundAsync() => (await deployment.RunAsync()).Findings.Findings
        .Select(finding => new ExpectedFinding(finding.Code, finding.Project, finding.Subject ?? ""))
        .Distinct();
}
