using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>Damages 7, 8 and 9 of stack-auth/script.md: memberships of what does not exist.</summary>
public sealed class MembershipDamageTests(RecordedDeployments deployments) : IClassFixture<RecordedDeployments>
{
    [FactRequiringFacts]
    public async Task Damage_7_a_membership_in_a_team_that_does_not_exist_is_found()
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync(Membership(Eleven.PlainUser, Eleven.Nobody, isSelected: "NULL"));

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(("DBI041", Eleven.Id, $"user:{Eleven.PlainUser}"), ("USR004", Eleven.Id, $"user:{Eleven.PlainUser}"));
        run.Should().HaveVerified("USR004", rows: Eleven.Users - 1, failed: 1);
        run.Should().HaveVerified("USR002", rows: Eleven.Users);
    }

    [FactRequiringFacts]
    public async Task Damage_8_the_same_selected_breaks_the_user_and_all_others_are_verified()
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync(Membership(Eleven.PlainUser, Eleven.Nobody, isSelected: "'TRUE'"));
        deployment.Answers.MakeUserUnreadable(Eleven.Id, Eleven.PlainUser);

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(
            ("DBI041", Eleven.Id, $"user:{Eleven.PlainUser}"),
            ("USR001", Eleven.Id, $"user:{Eleven.PlainUser}"),
            ("USR002", Eleven.Id, $"user:{Eleven.PlainUser}"),
            ("USR004", Eleven.Id, $"user:{Eleven.PlainUser}"));
        run.Should().HaveVerified("USR002", rows: Eleven.Users - 1, failed: 1);
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

    [FactRequiringFacts]
    public async Task Damage_9_a_membership_of_a_user_that_does_not_exist_is_found_at_the_team()
    {
        await using var deployment = await deployments.DeployAsync();
        await deployment.DamageAsync(Membership(Eleven.Nobody, Eleven.TeamOne, isSelected: "NULL"));

        var run = await deployment.VerifyAsync(Eleven.Id);

        run.Should().BeRed();
        run.Should().FindExactly(("DBI042", Eleven.Id, $"team:{Eleven.TeamOne}"), ("TEM002", Eleven.Id, $"team:{Eleven.TeamOne}"));
        run.Should().HaveVerified("TEM002", rows: Eleven.Teams - 1, failed: 1);
        run.Should().HaveVerified("USR002", rows: Eleven.Users);
    }

    private static string Membership(string user, string team, string isSelected) => $"""
        INSERT INTO "TeamMember" ("tenancyId", "projectUserId", "teamId", "updatedAt", "isSelected")
        VALUES ('{Eleven.Tenancy}', '{user}', '{team}', now(), {isSelected})
        """;
}
