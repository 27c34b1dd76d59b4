using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>Deployments of the newer version that are not of one piece: payments are not verified, and everything else is.</summary>
public sealed class GenerationTests
{
    private static readonly string[] ByRules = ["PAY001", "PAY002", "PAY003"];
    private static readonly string[] OfPayments = ["BDZ023", .. ByRules, "PAY006"];
    private readonly RecordedDeployments _deployments = new(() => Recording.Newer);

    [Fact]
    public async Task Servers_that_are_older_than_the_data()
    {
        await using var deployment = await _deployments.DeployAsync();
        deployment.Answers.AreNewer = false;

        var run = await VerifyAsync(deployment);

        run.Should().BeRed().And.Subject.Should().Say(
            "platform: data of 2026-04, servers of 2026-03, package version 2.8.77",
            "Payments are not verified: the data is 2026-04, but the servers are 2026-03");
        OnlyPaymentsAreNotVerified(run, "the data is 2026-04, but the servers are 2026-03");
        run.Findings.Findings.Should().NotContain(finding => ByRules.Contains(finding.Code));
        ShowsWhatThePlatformLeftBehind(run);
    }

    [Fact]
    public async Task An_engine_that_is_migrated_but_not_initialised()
    {
        await using var deployment = await _deployments.DeployAsync();
        await deployment.DamageAsync("""
            DELETE FROM "BulldozerStorageEngine" WHERE cardinality("keyPath") > 2
            """);

        var run = await VerifyAsync(deployment);

        run.Should().BeRed();
        OnlyPaymentsAreNotVerified(run, "the payments engine is not initialised: 0 of its 65 tables have their marker");
        run.Findings.Findings.Should().NotContain(finding => ByRules.Contains(finding.Code));
    }

    [Fact]
    public async Task A_platform_that_is_newer_than_any_known_one()
    {
        await using var deployment = await _deployments.DeployAsync();
        await deployment.DamageAsync("""
            ALTER TABLE "ProjectUser" ADD "favouriteColour" text NOT NULL DEFAULT 'green';
            INSERT INTO "SchemaMigration" (id, "finishedAt", "migrationName")
            VALUES (gen_random_uuid(), now(), '20260601000000_add_favourite_colour')
            """);

        var (project, item) = Recording.Newer.Answers.Keys.Order()
            .First(answer => answer.Path.StartsWith("/api/v1/payments/items/", StringComparison.Ordinal));
        deployment.Answers.Change(project, item, body => body["quantity"] = 4711);

        var run = await VerifyAsync(deployment);

        run.Should().BeRed().And.Subject.Should().Say(
            "platform: data of newer than 2026-04, servers of 2026-04, package version 2.8.86", "20260601000000_add_favourite_colour");
        OnlyPaymentsAreNotVerified(run, "The rules of payments are unproven on this version of the platform");
        run.Findings.Findings.Where(finding => ByRules.Contains(finding.Code)).Should().OnlyContain(finding =>
            finding.Project == project && finding.Severity == "warning" && finding.Message.EndsWith("(by rules that are unproven here)"));
        foreach (var code in OfPayments) run.Findings.Totals[code].Verified.Should().BePositive();
    }

    // In the console, in the output of the passed result, on the page.
    private static void ShowsWhatThePlatformLeftBehind(SuiteResult run)
    {
        var codes = run.Findings.Findings.Where(finding => finding.Severity == "info").Select(finding => finding.Code).Distinct().ToList();
        codes.Should().NotBeEmpty();
        foreach (var code in codes)
        {
            run.Should().Say($"{code} info: ");
            run.Outcomes.Should().Contain(outcome => outcome.Outcome == "Passed" && outcome.Output.Contains($"{code} info: "));
        }

        run.Report.Should().Contain(">Info: left behind by the platform itself");
    }

    private static Task<SuiteResult> VerifyAsync(RecordedDeployment deployment) =>
        deployment.Verification().With("INTEGRITY_COUNT", "8").With("INTEGRITY_VERBOSE", "yes").RunAsync();

    private static void OnlyPaymentsAreNotVerified(SuiteResult run, string reason)
    {
        var notVerified = run.Findings.OfKind("not-verified").ToList();
        notVerified.Select(line => (string?)line["code"]).Should().Equal(OfPayments, "there is one message for each, and no other");
        notVerified.Should().OnlyContain(line => ((string?)line["reason"])!.Contains(reason));
        run.Findings.Lines[0]["platform"]!["notices"]!.ToJsonString().Should().Contain(reason);
        run.Report.Should().Contain(reason);
        run.Outcomes.Where(result => result.Message.Contains("NOT VERIFIED", StringComparison.Ordinal)).Should().ContainSingle()
            .Which.Name.Should().Be("BDZ023, PAY001, PAY002, PAY003, PAY006");
        foreach (var code in new[] { "PRJ001", "USR002", "TEM001", "PAY004" })
            run.Findings.Totals[code].Verified.Should().BePositive($"{code} does not depend on the rules of payments");
    }
}
