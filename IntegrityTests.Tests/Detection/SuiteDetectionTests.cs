using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.Detection;

/// <summary>
/// One run of the suite, as a user runs it, finds exactly what was planted; one that compares with a snapshot finds the rest.
/// </summary>
[Collection(DetectionCollection.Name)]
public sealed class SuiteDetectionTests(DamagedDeployment deployment)
{
    public static TheoryData<string> Entries => new(DamageCorpus.Entries.Select(entry => entry.Name));

    public static TheoryData<string> EntriesWithSnapshot => new(DamageCorpus.WithSnapshot.Select(entry => entry.Name));

    [Theory]
    [MemberData(nameof(Entries))]
    public async Task Suite_finds_exactly_the_damage(string name)
    {
        var entry = DamageCorpus.Entries.Single(entry => entry.Name == name);

        Matched.In(await deployment.RunAsync(), entry, entry.Expected).Should().BeExact();
    }

    [Theory]
    [MemberData(nameof(EntriesWithSnapshot))]
    public async Task Suite_with_a_snapshot_finds_exactly_the_damage(string name)
    {
        var entry = DamageCorpus.Entries.Single(entry => entry.Name == name);

        Matched.In(await deployment.CompareWithSnapshotAsync(), entry, entry.ExpectedWithSnapshot).Should().BeExact();
    }

    [Fact]
    public async Task Suite_finds_nothing_beyond_the_damages() => Strays(await deployment.RunAsync()).Should().BeEmpty();

    [Fact]
    public async Task Suite_with_a_snapshot_finds_nothing_beyond_the_damages() =>
        Strays(await deployment.CompareWithSnapshotAsync()).Should().BeEmpty();

    [Fact]
    public async Task Suite_verifies_all_that_it_can()
    {
        foreach (var run in (SuiteResult[])[await deployment.RunAsync(), await deployment.CompareWithSnapshotAsync()])
        {
            run.Should().BeRed();
            run.Findings.OfKind("not-verified").Should().BeEmpty();
            run.Findings.OfKind("end").Should().ContainSingle();
        }
    }

    private static IEnumerable<string> Strays(SuiteResult run) => run.Findings.Findings
        .Where(finding => !DamageCorpus.Entries.Any(entry => entry.Owns(finding.Project, finding.Subject ?? "")))
        .Select(finding => ExpectedFinding.Of(finding).ToString());
}
