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
        await deployment.DamageAsync(Membership(Eleven.PlainUser, Eleven.Nobody, isSelected: "NULL"));
        await deployment.DamageAsync(Membership(Eleven.SecondEditor, Eleven.Nobody, isSelected: "'TRUE'"));
        deployment.Answers.MakeUserUnreadable(Eleven.Id, Eleven.SecondEditor);
        await deployment.DamageAsync(Membership(Eleven.Nobody, Eleven.TeamOne, isSelected: "NULL"));
        await deployment.DamageAsync($"""
            INSERT INTO "TeamMemberDirectPermission" (id, "tenancyId", "projectUserId", "teamId", "updatedAt", "permissionId")
            VALUES (gen_random_uuid(), '{Eleven.Tenancy}', '{Eleven.BillingUser}', '{Eleven.TeamFour}', now(), 'ghost')
            """);

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("DBI041", Eleven.Id, $"user:{Eleven.PlainUser}"),
            ("USR004", Eleven.Id, $"user:{Eleven.PlainUser}"),
            ("DBI041", Eleven.Id, $"user:{Eleven.SecondEditor}"),
            ("USR001", Eleven.Id, $"user:{Eleven.SecondEditor}"),
            ("USR002", Eleven.Id, $"user:{Eleven.SecondEditor}"),
            ("USR004", Eleven.Id, $"user:{Eleven.SecondEditor}"),
            ("DBI042", Eleven.Id, $"team:{Eleven.TeamOne}"),
            ("TEM002", Eleven.Id, $"team:{Eleven.TeamOne}"),
            ("TEM002", Eleven.Id, $"team:{Eleven.TeamFour}"));
        run.Should().HaveVerified("USR002", rows: Eleven.Users - 1, failed: 1);
        run.Should().HaveVerified("USR004", rows: Eleven.Users - 2, failed: 2);
        run.Should().HaveVerified("TEM002", rows: Eleven.Teams - 2, failed: 2);
    }

    [FactRequiringFacts]
    public async Task Neighbours_that_cannot_be_read_are_each_found_also_at_the_end_of_the_list()
    {
        string[] users = [Eleven.PlainUser, Eleven.Editor, Eleven.OddUser];
        await using var deployment = await deployments.DeployAsync();
        foreach (var user in users) deployment.Answers.MakeUserUnreadable(Eleven.Id, user);

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            [.. users.SelectMany(user => new[] { ("USR001", Eleven.Id, $"user:{user}"), ("USR002", Eleven.Id, $"user:{user}") })]);
        run.Should().HaveVerified("USR002", rows: Eleven.Users - 3, failed: 3);
    }

    private static string Membership(string user, string team, string isSelected) => $"""
        INSERT INTO "TeamMember" ("tenancyId", "projectUserId", "teamId", "updatedAt", "isSelected")
        VALUES ('{Eleven.Tenancy}', '{user}', '{team}', now(), {isSelected})
        """;
}
