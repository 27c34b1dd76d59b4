using FluentAssertions;
using IntegrityTests.Checks.Database;
using IntegrityTests.Checks.Payments;
using IntegrityTests.Tests.SampleDeployment;
using Xunit;

namespace IntegrityTests.Tests.Checks;

/// <summary>What cannot be read of a project's own database is not verified, and never skipped.</summary>
public sealed class OwnDatabaseTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>
{
    private const string Password = "k4n4ry-p4ssw0rd";

    private static readonly string OwnDatabase = $$"""
        UPDATE "Project" SET "projectConfigOverride" = jsonb_set(
            coalesce("projectConfigOverride", '{}'), '{sourceOfTruth}',
            jsonb_build_object('type', 'postgres', 'connectionString', 'postgres://owner:{{Password}}@127.0.0.1:1/users'))
        WHERE id = '{{ServedSample.Project.Id}}'
        """;

    [Fact]
    public async Task Product_versions_in_a_database_that_cannot_be_reached_are_not_verified()
    {
        await using var sample = await ServedSample.StartAsync(clusters, OwnDatabase);

        Require(await sample.VerifyAsync<ProductVersionsAreTheirHash>());
    }

    [Fact]
    public async Task Texts_in_a_database_that_cannot_be_reached_are_not_verified()
    {
        await using var sample = await ServedSample.StartAsync(clusters, OwnDatabase);

        Require(await sample.VerifyAsync<TextsAreReadable>());
    }

    private static void Require(Verified verified)
    {
        verified.NotVerified.Should().ContainSingle().Which.Should()
            .Contain("the project's own database is not usable: ").And.NotContain(Password);
        verified.Skipped.Should().BeEmpty();
        verified.Findings.Should().BeEmpty();
    }
}
