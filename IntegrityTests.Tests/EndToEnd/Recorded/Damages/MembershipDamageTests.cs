using IntegrityTests.Tests.EndToEnd.Recorded.Planted;
using Xunit;

namespace IntegrityTests.Tests.EndToEnd.Recorded.Damages;

/// <summary>
/// Damages 7, 8 and 9 of docs/platform.md, The damage table: memberships of what does not exist; and what members of teams cannot have.
/// </summary>
[Collection(PlantedRunCollection.Name)]
public sealed class MembershipDamageTests(PlantedRun run)
{
    private static readonly ProjectCopy Project = new(Granting.Id, "memberships of what does not exist");
    private static readonly ProjectCopy Neighbours = new(Granting.Id, "neighbours that cannot be read");
    private static readonly string[] Unreadable = [Granting.PlainUser, Granting.Editor, Granting.OddUser];

    internal static readonly Planting Damaged = new([Project, Neighbours], async deployment =>
    {
        await deployment.DamageAsync(Membership(Granting.PlainUser, Granting.Nobody, isSelected: "NULL"));
        await deployment.DamageAsync(Membership(Granting.SecondEditor, Granting.Nobody, isSelected: "'TRUE'"));
        deployment.Answers.MakeUserUnreadable(Project.Id, Granting.SecondEditor);
        await deployment.DamageAsync(Membership(Granting.Nobody, Granting.TeamOne, isSelected: "NULL"));
        await deployment.DamageAsync($"""
            INSERT INTO "TeamMemberDirectPermission" (id, "tenancyId", "projectUserId", "teamId", "updatedAt", "permissionId")
            VALUES (gen_random_uuid(), '{Project.Tenancy}', '{Granting.BillingUser}', '{Granting.TeamFour}', now(), 'ghost')
            """);
        foreach (var user in Unreadable) deployment.Answers.MakeUserUnreadable(Neighbours.Id, user);
    });

    [Fact]
    public async Task Damages_7_8_and_9_and_a_grant_that_no_team_defines_are_found_and_all_others_are_verified()
    {
        var project = await run.InAsync(Project);

        project.Should().BeRed();
        project.Should().FindExactly(
            ("DBI041", $"user:{Granting.PlainUser}"),
            ("USR004", $"user:{Granting.PlainUser}"),
            ("DBI041", $"user:{Granting.SecondEditor}"),
            ("USR001", $"user:{Granting.SecondEditor}"),
            ("USR002", $"user:{Granting.SecondEditor}"),
            ("USR004", $"user:{Granting.SecondEditor}"),
            ("DBI042", $"team:{Granting.TeamOne}"),
            ("TEM002", $"team:{Granting.TeamOne}"),
            ("TEM002", $"team:{Granting.TeamFour}"));
        project.Should().HaveVerified("USR002", rows: Granting.Users - 1, failed: 1);
        project.Should().HaveVerified("USR004", rows: Granting.Users - 2, failed: 2);
        project.Should().HaveVerified("TEM002", rows: Granting.Teams - 2, failed: 2);
    }

    [Fact]
    public async Task Neighbours_that_cannot_be_read_are_each_found_also_at_the_end_of_the_list()
    {
        var project = await run.InAsync(Neighbours);

        project.Should().BeRed();
        project.Should().FindExactly([.. Unreadable.SelectMany(user => new[] { ("USR001", $"user:{user}"), ("USR002", $"user:{user}") })]);
        project.Should().HaveVerified("USR002", rows: Granting.Users - 3, failed: 3);
    }

    private static string Membership(string user, string team, string isSelected) => $"""
        INSERT INTO "TeamMember" ("tenancyId", "projectUserId", "teamId", "updatedAt", "isSelected")
        VALUES ('{Project.Tenancy}', '{user}', '{team}', now(), {isSelected})
        """;
}
