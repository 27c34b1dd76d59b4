using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>The recorded deployment is healthy: the measure of what the suite expects.</summary>
[Collection(RecordedCollection.Name)]
public sealed class HealthyDeploymentTests(RecordedDeployments deployments)
{
    private static readonly string[] Checks =
    [
        "PRJ001", "PRJ002", "PRJ003", "PRJ004", "USR001", "USR002", "USR003", "USR004", "TEM001", "TEM002",
        "PAY001", "PAY002", "PAY003", "PAY004", "PAY005",
    ];

    // Its failed result and its cause, each with what it means and two queries: thirteen and eight, and what to do next.
    private const int LinesOfTheFinding = 22;

    [Fact]
    public async Task The_suite_finds_nothing_in_the_recorded_deployment_but_the_misconfigured_payments()
    {
        await using var deployment = await deployments.DeployAsync();

        var run = await (deployment.Verification() with { ByProject = true }).RunAsync();

        run.Should().BeRed();
        run.Should().FindExactly(("PAY004", Misconfigured.Id, $"project:{Misconfigured.Id}"));
        run.Findings.Findings.Should().ContainSingle(finding => finding.Severity != "info").Which.Message.Should().Contain("free, free2");
        run.Should().Say("payments of user customers are misconfigured (see PAY004)");
        run.Findings.Totals.Should().ContainKeys(Checks);
        // There is no Stripe, no ClickHouse, no amcheck and no snapshot, and this version of the platform has no engine, no conversations
        // and no known faults of its own.
        run.Findings.Totals.Values
            .Where(check => check.Code is not ("OUT001" or "PAY006" or "DBI088" or "DBI134"))
            .Where(check => check.Code[..3] is not ("BDZ" or "CLH" or "TBL"))
            .Should().OnlyContain(check => check.Verified > 0 && check.NotVerified + check.CasesNotVerified == 0);
        run.Findings.Totals.Where(check => check.Key != "PAY004").Should().OnlyContain(check => check.Value.Failed == 0);
        run.Should().HaveVerified("USR002", rows: 136);
        run.Console.Trim().Split('\n').Length.Should().BeLessThanOrEqualTo(40 + LinesOfTheFinding, run.Console);
        run.Trx.Length.Should().BeLessThan(1024 * 1024);
        deployment.Api.Unknown.Should().BeEmpty("the suite asks only what the platform is known to serve");
    }
}
