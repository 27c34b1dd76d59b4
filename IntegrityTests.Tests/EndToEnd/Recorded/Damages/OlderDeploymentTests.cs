using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>A deployment that lacks tables and columns of the reference version, while its API answers as before.</summary>
public sealed class OlderDeploymentTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    [Fact]
    public async Task What_is_missing_is_skipped_by_name_and_is_never_a_finding()
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync("""
            ALTER TABLE "Team" DROP "createdAt" CASCADE, DROP "clientMetadata" CASCADE, DROP "displayName" CASCADE;
            ALTER TABLE "ProjectUser" DROP "displayName" CASCADE, DROP "signedUpAt" CASCADE, DROP "isAnonymous" CASCADE;
            ALTER TABLE "Project" DROP "createdAt" CASCADE;
            DROP TABLE "TeamMemberDirectPermission" CASCADE;
            """);

        var run = await deployment.Verification(Granting.Id).With("INTEGRITY_VERBOSE", "yes").RunAsync();

        run.Should().FindExactly();
        run.Should().HaveVerified("USR002", rows: Granting.Users);
        run.Should().HaveVerified("TEM002", rows: Granting.Teams);
        run.Should().Say(
            "column \"Team\".\"createdAt\" is missing",
            "column \"Team\".\"clientMetadata\" is missing",
            "column \"Team\".\"displayName\" is missing",
            "column \"ProjectUser\".\"displayName\" is missing",
            "column \"ProjectUser\".\"signedUpAt\" is missing",
            "column \"ProjectUser\".\"isAnonymous\" is missing",
            "column \"Project\".\"createdAt\" is missing",
            "table \"TeamMemberDirectPermission\" is missing");
    }
}
