using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.Detection;

/// <summary>
/// One run of the suite, as a user runs it, finds exactly what was planted; one that compares with a snapshot finds the rest.
/// </summary>
[Collection(DetectionCollection.Name)]
public sealed class SuiteDetectionTests(DamagedDeployments deployments)
{
    public static TheoryData<string, string> Entries => DamageCorpus.Runs();

    public static TheoryData<string, string> EntriesWithSnapshot => DamageCorpus.Runs(entry => entry.HasSnapshot);

    public static TheoryData<string> Platforms => new(DamageCorpus.Platforms.Select(platform => platform.Name));

    [Theory]
    [MemberData(nameof(Entries))]
    public async Task Suite_finds_exactly_the_damage(string platform, string name)
    {
        var deployment = await deployments.OfAsync(platform);
        var entry = deployment.Entry(name);

        Matched.In(await deployment.RunAsync(), entry, entry.Expected).Should().BeExact();
    }

    [Theory]
    [MemberData(nameof(EntriesWithSnapshot))]
    public async Task Suite_with_a_snapshot_finds_exactly_the_damage(string platform, string name)
    {
        var deployment = await deployments.OfAsync(platform);
        var entry = deployment.Entry(name);

        Matched.In(await deployment.CompareWithSnapshotAsync(), entry, entry.ExpectedWithSnapshot).Should().BeExact();
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Suite_finds_nothing_beyond_the_damages(string platform)
    {
        var deployment = await deployments.OfAsync(platform);

        foreach (var run in await RunsAsync(deployment))
        {
            run.Findings.Findings.Where(finding => !deployment.Owns(finding.Project, finding.Subject ?? ""))
                .Select(finding => ExpectedFinding.Of(finding).ToString())
                .Should().BeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Suite_verifies_all_that_it_can(string platform)
    {
        foreach (var run in await RunsAsync(await deployments.OfAsync(platform)))
        {
            run.Should().BeRed();
            run.Findings.OfKind("not-verified").Should().BeEmpty();
            run.Findings.OfKind("end").Should().ContainSingle();
        }
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Findings_that_say_different_things_are_told_apart_by_what_the_baseline_knows(string platform)
    {
        string[] known = ["code", "project", "subject", "endpoint", "path", "value"];
        var run = await (await deployments.OfAsync(platform)).RunAsync();

        run.Findings.OfKind("finding").Where(finding => finding["examples"] is null)
            .GroupBy(finding => string.Join(' ', known.Select(name => (string?)finding[name])))
            .Where(same => same.Select(finding => (string?)finding["message"]).Distinct().Count() > 1)
            .Select(same => same.Key)
            .Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task The_repair_script_plans_repairs_and_says_of_each_code_who_decides(string platform)
    {
        var deployment = await deployments.OfAsync(platform);
        var run = await deployment.RunAsync();

        var script = await deployment.RepairScriptAsync();

        var found = run.Findings.Findings.Select(finding => finding.Code).Where(code => code != "RUN").Distinct();
        foreach (var code in found) script.Should().MatchRegex($"(?m)^-- {code}: [0-9]+ finding\\(s\\), ");
        script.Should().NotContain("k4n4ry");
        // What can be repaired is the same in all versions, so that it is planted into one of them.
        if (platform == DamageCorpus.Platforms[0].Name) script.Should().Contain("integrity_dbi025_1").And.MatchRegex("(?m)^ROLLBACK;$");
    }

    private static async Task<SuiteResult[]> RunsAsync(DamagedDeployment deployment) =>
        [await deployment.RunAsync(), await deployment.CompareWithSnapshotAsync()];
}
