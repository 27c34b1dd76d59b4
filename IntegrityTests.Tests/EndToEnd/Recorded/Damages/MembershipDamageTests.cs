using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>Damages 7, 8 and 9 of stack-auth/script.md: memberships of what does not exist; and what members of teams cannot have.</summary>
public sealed class MembershipDamageTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    [FactRequiringFacts]
    public async Task Damages_7_8_and_9_and_a_grant_that_no_team_defines_are_found_and_all_others_are_verified()
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync(Membership(Granting.PlainUser, Granting.Nobody, isSelected: "NULL"));
        await deployment.DamageAsync(Membership(Granting.SecondEditor, Granting.Nobody, isSelected: "'TRUE'"));
        deployment.Answers.MakeUserUnreadable(Granting.Id, Granting.SecondEditor);
        await deployment.DamageAsync(Membership(Granting.Nobody, Granting.TeamOne, isSelected: "NULL"));
        await deployment.DamageAsync($"""
            INSERT INTO "TeamMemberDirectPermission" (id, "tenancyId", "projectUserId", "teamId", "updatedAt", "permissionId")
            VALUES (gen_random_uuid(), '{Granting.Tenancy}', '{Granting.BillingUser}', '{Granting.TeamFour}', now(), 'ghost')
            """);

        var run = await deployment.VerifyAsync(Granting.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("DBI041", Granting.Id, $"user:{Granting.PlainUser}"),
            ("USR004", Granting.Id, $"user:{Granting.PlainUser}"),
            ("DBI041", Granting.Id, $"user:{Granting.SecondEditor}"),
            ("USR001", Granting.Id, $"user:{Granting.SecondEditor}"),
            ("USR002", Granting.Id, $"user:{Granting.SecondEditor}"),
            ("USR004", Granting.Id, $"user:{Granting.SecondEditor}"),
            ("DBI042", Granting.Id, $"team:{Granting.TeamOne}"),
            ("TEM002", Granting.Id, $"team:{Granting.TeamOne}"),
            ("TEM002", Granting.Id, $"team:{Granting.TeamFour}"));
        run.Should().HaveVerified("USR002", rows: Granting.Users - 1, failed: 1);
        run.Should().HaveVerified("USR004", rows: Granting.Users - 2, failed: 2);
        run.Should().HaveVerified("TEM002", rows: Granting.Teams - 2, failed: 2);
    }

    [FactRequiringFacts]
    public async Task Neighbours_that_cannot_be_read_are_each_found_also_at_the_end_of_the_list()
    {
        string[] users = [Granting.PlainUser, Granting.Editor, Granting.OddUser];
        await using var deployment = await deployments.DeployAsync();
        foreach (var user in users) deployment.Answers.MakeUserUnreadable(Granting.Id, user);

        var run = await deployment.VerifyAsync(Granting.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            [.. users.SelectMany(user => new[] { ("USR001", Granting.Id, $"user:{user}"), ("USR002", Granting.Id, $"user:{user}") })]);
        run.Should().HaveVerified("USR002", rows: Granting.Users - 3, failed: 3);
    }

    private static string Membership(string user, string team, string isSelected) => $"""
        INSERT INTO "TeamMember" ("tenancyId", "projectUserId", "teamId", "updatedAt", "isSelected")
        VALUES ('{Granting.Tenancy}', '{user}', '{team}', now(), {isSelected})
        """;
}
