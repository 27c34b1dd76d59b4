using FluentAssertions;
using IntegrityTests.Checks.Payments;
using IntegrityTests.Checks.Projects;
using IntegrityTests.Checks.Teams;
using IntegrityTests.Checks.Users;
using IntegrityTests.Tests.SampleDeployment;
using Xunit;

namespace IntegrityTests.Tests.Checks;

/// <summary>
/// Names and e-mails stand in nearly every answer. However an answer is broken, nothing of it is in anything that an operator sees.
/// </summary>
public sealed class BodiesAreNotQuotedTests(ClusterFixture clusters) : IClassFixture<ClusterFixture>
{
    private const string Canary = "c4n4ry";

    private const string Plant = $"""
        UPDATE "ProjectUser" SET "displayName" = '{Canary} name', "clientMetadata" = '{"{"}"a": "{Canary} metadata"{"}"}';
        UPDATE "ContactChannel" SET value = '{Canary}.' || id || '@example.com';
        UPDATE "Team" SET "displayName" = '{Canary} team'
        """;

    [Theory]
    [InlineData("text-plain@00018e64-82e9-45ca-bfec-3e30463df27e/users")]
    [InlineData("body-cut@00018e64-82e9-45ca-bfec-3e30463df27e/users")]
    [InlineData("other-user-once")]
    [InlineData("user-changed")]
    [InlineData("list-changed")]
    [InlineData("grant-extra")]
    public async Task Nothing_of_an_answer_is_shown(string fault)
    {
        await using var sample = await ServedSample.StartAsync(clusters, Plant, fault);

        foreach (var verified in new[]
        {
            await sample.VerifyAsync<ProjectReadsAsStored>(), await sample.VerifyAsync<UserListIsComplete>(),
            await sample.VerifyAsync<UserReadsAsStored>(), await sample.VerifyAsync<UserPermissions>(),
            await sample.VerifyAsync<UserTeams>(),
            await sample.VerifyAsync<TeamListIsComplete>(), await sample.VerifyAsync<TeamPermissions>(),
            await sample.VerifyAsync<ProductsOwned>(),
        })
        {
            foreach (var text in verified.Texts) text.Should().NotContain(Canary);
        }
    }
}
