using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>The recorded deployment is healthy: the measure of what the suite expects.</summary>
[Collection(DamageCollection.Name)]
public sealed class HealthyDeploymentTests(RecordedDeployments deployments)
{
    private static readonly string[] Checks =
        ["PRJ001", "PRJ002", "PRJ003", "PRJ004", "TEM001", "TEM002", "USR001", "USR002", "USR003", "USR004"];

    [FactRequiringFacts]
    public async Task The_suite_finds_nothing_in_the_recorded_deployment()
    {
        await using var deployment = await deployments.DeployAsync();

        var run = await (deployment.Verification() with { ByProject = true }).RunAsync();

        run.Should().BeGreen();
        run.Should().FindExactly();
        run.Findings.Totals.Should().ContainKeys(Checks);
        run.Findings.Totals.Values.Should().OnlyContain(check => check.Verified > 0 && check.Failed + check.NotVerified + check.CasesNotVerified == 0);
        run.Should().HaveVerified("USR002", rows: 136);
        run.Trx!.Text.Length.Should().BeLessThan(1024 * 1024);
        deployment.Api.Unknown.Should().BeEmpty("the suite asks only what the platform is known to serve");
    }
}
